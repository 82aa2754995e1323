// The pattern's simplest proxy: every request goes to imgproxy, its answer to the client, and a copy of it to S3.
// It joins no requests, checks no signature, and looks at no body before it stores it.

import { createHash } from "node:crypto";
import { Agent, get } from "node:http";
import { PassThrough } from "node:stream";
import { S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import express from "express";

const upstream = required("UPSTREAM");
const bucket = required("S3_BUCKET");
const s3 = new S3Client({ endpoint: required("S3_ENDPOINT"), forcePathStyle: true });
const agent = new Agent({ keepAlive: true });
const passedHeaders = ["content-type", "content-length", "cache-control", "content-disposition"];

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} must be set`);
  }
  return value;
}

function store(path, contentType, cacheControl, body) {
  const upload = new Upload({
    client: s3,
    params: {
      Bucket: bucket,
      Key: createHash("md5").update(path).digest("hex"),
      Body: body,
      ContentType: contentType,
      CacheControl: cacheControl,
    },
  });
  upload.done().catch((error) => console.error(`${path} is not stored: ${error.message}`));
}

function proxy(clientRequest, clientResponse) {
  const path = clientRequest.originalUrl;
  const upstreamRequest = get(upstream + path, { agent }, (upstreamResponse) => {
    clientResponse.status(upstreamResponse.statusCode);
    for (const name of passedHeaders) {
      if (upstreamResponse.headers[name]) {
        clientResponse.setHeader(name, upstreamResponse.headers[name]);
      }
    }
    if (upstreamResponse.statusCode === 200) {
      const copy = new PassThrough();
      store(path, upstreamResponse.headers["content-type"], upstreamResponse.headers["cache-control"], copy);
      upstreamResponse.pipe(copy);
    }
    upstreamResponse.pipe(clientResponse);
  });
  upstreamRequest.on("error", () => {
    if (clientResponse.headersSent) {
      clientResponse.destroy();
    } else {
      clientResponse.sendStatus(502);
    }
  });
}

const app = express();
app.disable("x-powered-by");
app.get("/{*path}", proxy);
const server = app.listen(0, "127.0.0.1", () => console.log(`port=${server.address().port}`));

// Ends with the process that started it.
process.stdin.on("end", () => process.exit());
process.stdin.resume();
