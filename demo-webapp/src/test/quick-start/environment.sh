# The environment of the app, step by step.

# region keys
export IMGPROXY_KEY=736563726574
export IMGPROXY_SALT=68656c6c6f
# endregion

# region store
export IMGPROXY4J_STORE_DIR=/var/cache/images
# endregion

# region imgproxy
export IMGPROXY4J_URL=http://127.0.0.1:8081
# endregion

# region bucket
export S3_BUCKET=example-images
export S3_FOLDER=variants/
export S3_ENDPOINT=http://127.0.0.1:3900
export IMGPROXY4J_S3_REGION=garage
# endregion

# region cdn
export IMGPROXY4J_CACHE_URL=https://images.example.com/variants
# endregion
