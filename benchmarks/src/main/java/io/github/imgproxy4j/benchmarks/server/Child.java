package io.github.imgproxy4j.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The side of a child process of the connection to its parent process. */
final class Child {
    private Child() {}

    /**
     * Says the port, answers one line to each line, and ends the process with the parent: its end of the pipe closes even
     * if it is killed.
     *
     * @param port where this process listens
     * @param answer from a line to its answer
     */
    static void serve(int port, UnaryOperator<String> answer) throws IOException {
        System.out.println("port=" + port);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer.apply(line));
        }
        System.exit(0);
    }
}
