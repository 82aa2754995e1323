#!/usr/bin/env bash
# The commands that the documentation shows; checked, not run, where they need servers of others.

# region try-it
mvn -B -Pdemo -pl demo-webapp -am package
# endregion

# region test-it
mvn -B verify
# endregion

# region real-imgproxy
export IMGPROXY_KEY=$(openssl rand -hex 32) IMGPROXY_SALT=$(openssl rand -hex 32)
docker run -d -p 8081:8080 -e IMGPROXY_KEY -e IMGPROXY_SALT -e IMGPROXY_LOCAL_FILESYSTEM_ROOT=/photos \
  -v "$PWD/demo-webapp/src/main/webapp/WEB-INF/photos:/photos:ro" ghcr.io/imgproxy/imgproxy:latest
IMGPROXY4J_URL=http://localhost:8081 mvn -B -Pdemo -pl demo-webapp -am package
# endregion

# region bucket-command
java -jar imgproxy4j.jar bucket allow-reading
java -jar imgproxy4j.jar bucket allow-origins https://www.example.com
java -jar imgproxy4j.jar bucket expire-after 90
java -jar imgproxy4j.jar bucket check
# endregion

# region benchmarks
benchmarks/run --install            # the order of magnitude, in under five minutes
benchmarks/run --full --docs        # the figures below, in about half an hour
benchmarks/run jmh --full           # signing, keys, markup, pages of 100 pictures, in more and longer rounds
benchmarks/run --only embedded      # pictures beside those of imgproxy and vipsthumbnail, in three minutes
benchmarks/run --only warming       # visitors while images are warmed, and while none are, in five minutes
benchmarks/run --only growth --full # cost against files, connections, bytes and fetches at once, in five minutes
benchmarks/run --compare main HEAD  # two commits or folders, in turns
benchmarks/run --help               # a few scenarios only, options of the JVM under test
# endregion

# region aws-settings
S3_BUCKET=example-images  S3_FOLDER=variants/  IMGPROXY4J_S3_REGION=eu-central-1
IMGPROXY4J_CACHE_URL=https://example-images.s3.eu-central-1.amazonaws.com/variants
# endregion

# region garage-settings
S3_BUCKET=example-images  S3_FOLDER=variants/
S3_ENDPOINT=http://garage:3900  IMGPROXY4J_S3_REGION=garage
IMGPROXY4J_CACHE_URL=https://example-images.web.example.com/variants
# endregion

# region minio-settings
S3_BUCKET=example-images  S3_FOLDER=variants/
S3_ENDPOINT=https://minio.example.com  IMGPROXY4J_S3_REGION=us-east-1
IMGPROXY4J_CACHE_URL=https://minio.example.com/example-images/variants
# endregion

# region r2-settings
S3_BUCKET=example-images  S3_FOLDER=variants/
S3_ENDPOINT=https://ACCOUNT.r2.cloudflarestorage.com   # buckets with a jurisdiction: ACCOUNT.eu.r2.cloudflarestorage.com
IMGPROXY4J_CACHE_URL=https://images.example.com/variants
# endregion

# region tigris-settings
S3_BUCKET=example-images  S3_FOLDER=variants/
S3_ENDPOINT=https://t3.storage.dev  IMGPROXY4J_S3_PATH_STYLE=false
IMGPROXY4J_CACHE_URL=https://example-images.t3.tigrisfiles.io/variants
# endregion

# region garage-bucket
garage bucket create example-images
garage key create imgproxy4j
garage bucket allow --read --write --owner example-images --key imgproxy4j
garage bucket website --allow example-images
# endregion

# region try-a-server
mvn -pl store-s3 -am test -Dtest=S3ImageStoreTest,ProxyWithS3Test -Dsurefire.failIfNoSpecifiedTests=false \
  -Dimgproxy4j.s3.endpoint=http://127.0.0.1:7070 -Dimgproxy4j.s3.access-key=KEY -Dimgproxy4j.s3.secret-key=SECRET
# endregion

# region imgproxy
docker run -d -p 8081:8080 -e IMGPROXY_KEY -e IMGPROXY_SALT -e IMGPROXY_LOCAL_FILESYSTEM_ROOT=/photos \
  -v /srv/photos:/photos:ro ghcr.io/imgproxy/imgproxy:latest
# endregion

# region seaweedfs-settings
S3_BUCKET=example-images  S3_FOLDER=variants/
S3_ENDPOINT=http://seaweedfs:8333  IMGPROXY4J_S3_REGION=us-east-1
IMGPROXY4J_CACHE_URL=https://images.example.com/variants
# endregion

# region seaweedfs-start
weed server -dir=/var/lib/seaweedfs -s3 -s3.config=/etc/seaweedfs/s3.json
# endregion

# region build-jar
mvn -B -pl cli -am -DskipTests package
# endregion

# region compose-up
cd deploy
. ./.env
docker compose up -d --wait garage
garage="docker compose exec -T garage /garage"
$garage layout assign -z here -c 10G "$($garage node id -q | cut -d @ -f 1)"
$garage layout apply --version 1
$garage key import --yes -n imgproxy4j "$GARAGE_KEY_ID" "$GARAGE_SECRET_KEY"
$garage bucket create images
$garage bucket allow --read --write --owner images --key imgproxy4j
$garage bucket website --allow images
docker compose up -d
# endregion

# region kubernetes-secrets
umask 077
printf %s "$(openssl rand -hex 32)" >key
printf %s "$(openssl rand -hex 32)" >salt
kubectl create namespace images
kubectl -n images create secret generic imgproxy4j-signing --from-file=key --from-file=salt
kubectl -n images create secret generic imgproxy4j-bucket --from-file=access-key --from-file=secret-key
# endregion

# region helm-install
helm install imgproxy4j deploy/helm/imgproxy4j -n images --set image.repository=registry.example.com/imgproxy4j \
  --set bucket.name=images --set bucket.endpoint=http://garage.storage:3900 --set bucket.region=garage
# endregion

# region kubernetes-apply
kubectl apply -k deploy/kubernetes
# endregion

# region systemd-install
sudo install -D -m 644 cli/target/imgproxy4j.jar /usr/share/imgproxy4j/imgproxy4j.jar
sudo install -D -m 644 deploy/examples/imgproxy4j.service /etc/systemd/system/imgproxy4j.service
sudo install -d -m 700 /etc/imgproxy4j
openssl rand -hex 32 | sudo install -m 600 /dev/stdin /etc/imgproxy4j/key
openssl rand -hex 32 | sudo install -m 600 /dev/stdin /etc/imgproxy4j/salt
sudo systemctl enable --now imgproxy4j
# endregion
