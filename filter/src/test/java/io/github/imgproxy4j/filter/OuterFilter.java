package io.github.imgproxy4j.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Filters as they stand in front of ours in apps, with what is usual in them, right or wrong. */
enum OuterFilter {
    /** Passes on what it gets. */
    PASSING {
        @Override
        void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }
    },
    /** Wraps both and changes nothing. */
    WRAPPING {
        @Override
        void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(new HttpServletRequestWrapper(request), new HttpServletResponseWrapper(response));
        }
    },
    /** Keeps the body and sends it at the end with a length, as a filter for entity tags does. */
    COLLECTING {
        @Override
        void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ByteArrayOutputStream collected = new ByteArrayOutputStream();
            chain.doFilter(request, new Replacing(response, collected) {
                @Override
                public void flushBuffer() {}

                @Override
                public void reset() {
                    super.reset();
                    collected.reset();
                }
            });
            response.setContentLength(collected.size());
            collected.writeTo(response.getOutputStream());
        }
    },
    /** Compresses everything. */
    COMPRESSING {
        @Override
        void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.setHeader("Content-Encoding", "gzip");
            GZIPOutputStream compressing = new GZIPOutputStream(response.getOutputStream(), 512, true);
            chain.doFilter(request, new Replacing(response, compressing));
            compressing.finish();
        }

        @Override
        byte[] decoded(byte[] body) throws IOException {
            return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
    };

    abstract void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException;

    /** What the filter got, from what the client gets. */
    byte[] decoded(byte[] body) throws IOException {
        return body;
    }

    /** Whether the client sees nothing before the end. */
    boolean collects() {
        return this == COLLECTING;
    }

    Filter filter() {
        return (request, response, chain) ->
                doFilter((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    /** Sends bytes elsewhere, and does not know the newer calls of the Servlet API, as is usual. */
    private static class Replacing extends HttpServletResponseWrapper {
        private final ServletOutputStream stream;

        Replacing(HttpServletResponse response, OutputStream target) {
            super(response);
            this.stream = new PlainStream(target);
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return stream;
        }

        @Override
        public void setContentLength(int length) {
            // It will be another one.
        }
    }

    private static final class PlainStream extends ServletOutputStream {
        private final OutputStream target;

        PlainStream(OutputStream target) {
            this.target = new FilterOutputStream(target);
        }

        @Override
        public void write(int octet) throws IOException {
            target.write(octet);
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}
