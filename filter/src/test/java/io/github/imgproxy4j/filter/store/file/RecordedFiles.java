package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Real files below a folder, and what one thread asks of the system for them. */
final class RecordedFiles extends FileSystemProvider {
    private final FileSystemProvider files;
    private final FileSystem system;
    private final List<String> calls = new ArrayList<>();
    private final Thread recorded = Thread.currentThread();

    private RecordedFiles(Path folder) {
        this.files = folder.getFileSystem().provider();
        this.system = system(folder.getFileSystem());
    }

    /** The same folder, whose use by this thread is recorded. */
    static Path below(Path folder) {
        return new RecordedFiles(folder).recorded(folder);
    }

    /** What was called since it was last asked. */
    static List<String> callsOf(Path folder) {
        RecordedFiles files = (RecordedFiles) folder.getFileSystem().provider();
        List<String> since = List.copyOf(files.calls);
        files.calls.clear();
        return since;
    }

    private void note(String call) {
        if (Thread.currentThread() == recorded) {
            calls.add(call);
        }
    }

    private static Object plain(Object value) {
        return value instanceof Path path && path.getFileSystem().provider() instanceof RecordedFiles
                ? path.resolveSibling(Unwrapped.MARK)
                : value;
    }

    /** Asks a path of ours for the one that it stands for. */
    private static final class Unwrapped {
        private static final String MARK = "\u0001plain";
    }

    private static Path plain(Path path) {
        return (Path) plain((Object) path);
    }

    private Path recorded(Path path) {
        return (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, (self, method, given) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return system;
                    }
                    if (given != null && given.length == 1 && Unwrapped.MARK.equals(given[0])) {
                        return path;
                    }
                    Object result = call(path, method, given);
                    return result instanceof Path other ? recorded(other) : result;
                });
    }

    private static Object call(Object target, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given.clone();
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = plain(arguments[i]);
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private FileSystem system(FileSystem plain) {
        return new FileSystem() {
            @Override
            public FileSystemProvider provider() {
                return RecordedFiles.this;
            }

            @Override
            public void close() {}

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public boolean isReadOnly() {
                return false;
            }

            @Override
            public String getSeparator() {
                return plain.getSeparator();
            }

            @Override
            public Iterable<Path> getRootDirectories() {
                return List.of();
            }

            @Override
            public Iterable<FileStore> getFileStores() {
                return List.of();
            }

            @Override
            public Set<String> supportedFileAttributeViews() {
                return plain.supportedFileAttributeViews();
            }

            @Override
            public Path getPath(String first, String... more) {
                return recorded(plain.getPath(first, more));
            }

            @Override
            public PathMatcher getPathMatcher(String pattern) {
                PathMatcher matcher = plain.getPathMatcher(pattern);
                return path -> matcher.matches(plain(path));
            }

            @Override
            public UserPrincipalLookupService getUserPrincipalLookupService() {
                return plain.getUserPrincipalLookupService();
            }

            @Override
            public WatchService newWatchService() throws IOException {
                return plain.newWatchService();
            }
        };
    }

    @Override
    public String getScheme() {
        return "recorded";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        note("open");
        SeekableByteChannel channel = files.newByteChannel(plain(path), options, attributes);
        return (SeekableByteChannel) Proxy.newProxyInstance(
                SeekableByteChannel.class.getClassLoader(),
                new Class<?>[] {SeekableByteChannel.class},
                (self, method, given) -> {
                    note(method.getName());
                    return call(channel, method, given);
                });
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        note("open");
        return files.newFileChannel(plain(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        note("list");
        DirectoryStream<Path> children = files.newDirectoryStream(plain(path), child -> filter.accept(recorded(child)));
        List<Path> found = new ArrayList<>();
        children.forEach(child -> found.add(recorded(child)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() throws IOException {
                children.close();
            }
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        note("mkdir");
        files.createDirectory(plain(path), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        note("unlink");
        files.delete(plain(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        note("copy");
        files.copy(plain(source), plain(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        note("rename");
        files.move(plain(source), plain(target), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        note("stat");
        return files.isSameFile(plain(path), plain(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return files.getFileStore(plain(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        note("stat");
        files.checkAccess(plain(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        note("view");
        return files.getFileAttributeView(plain(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        note("stat");
        return files.readAttributes(plain(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        note("stat");
        return files.readAttributes(plain(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        note("utimes");
        files.setAttribute(plain(path), attribute, value, options);
    }
}
