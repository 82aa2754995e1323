# Two servers with Nomad, each with an imgproxy beside it that nobody else reaches. Secrets are in Nomad's variables.
job "imgproxy4j" {
  group "images" {
    count = 2

    network {
      mode = "bridge"
      port "images" { to = 8080 }
      port "metrics" { to = 9464 }
    }

    service {
      name     = "images"
      port     = "images"
      provider = "nomad"
      check {
        type     = "http"
        path     = "/health/ready"
        interval = "3s"
        timeout  = "2s"
      }
    }

    update {
      max_parallel = 1
      health_check = "checks"
    }

    task "imgproxy" {
      driver = "docker"
      lifecycle {
        hook    = "prestart"
        sidecar = true
      }
      config {
        image = "ghcr.io/imgproxy/imgproxy:v4.0.12"
      }
      env {
        IMGPROXY_BIND = "127.0.0.1:8081"
      }
      template {
        destination = "secrets/signing"
        env         = true
        data        = <<TEXT
{{ with nomadVar "nomad/jobs/imgproxy4j" }}IMGPROXY_KEY={{ .key }}
IMGPROXY_SALT={{ .salt }}{{ end }}
TEXT
      }
      resources {
        cpu    = 1000
        memory = 1024
      }
    }

    task "server" {
      driver       = "docker"
      kill_timeout = "40s"
      user         = "65532"
      config {
        image = "imgproxy4j:0.1.0-SNAPSHOT"
        args  = ["serve"]
        ports = ["images", "metrics"]
      }
      env {
        IMGPROXY4J_URL         = "http://127.0.0.1:8081"
        IMGPROXY4J_DRAIN_DELAY = "5s"
        S3_BUCKET              = "images"
        JAVA_TOOL_OPTIONS      = "-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
      }
      template {
        destination = "secrets/server"
        env         = true
        data        = <<TEXT
{{ with nomadVar "nomad/jobs/imgproxy4j" }}IMGPROXY_KEY={{ .key }}
IMGPROXY_SALT={{ .salt }}
AWS_ACCESS_KEY_ID={{ .access_key }}
AWS_SECRET_ACCESS_KEY={{ .secret_key }}{{ end }}
TEXT
      }
      resources {
        cpu    = 200
        memory = 384
      }
    }
  }
}
