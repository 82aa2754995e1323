#!/usr/bin/env bash
# The commands of docs/serve.md that ServeDocumentationIT does not run as they stand, but with its own ports.

# region small
java -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar cli/target/imgproxy4j.jar serve
# endregion
