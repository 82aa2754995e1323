package org.springframework.security.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Where Spring Security's wrappers are, which override the same call; that library is not needed for more. */
public final class WatchedResponse extends HttpServletResponseWrapper {
    /** Passes everything on. */
    public WatchedResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return super.getOutputStream();
    }
}
