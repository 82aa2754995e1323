{{- define "imgproxy4j.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "imgproxy4j.server" -}}
{{ include "imgproxy4j.labels" . }}
app.kubernetes.io/component: server
{{- end }}

{{- define "imgproxy4j.imgproxy" -}}
{{ include "imgproxy4j.labels" . }}
app.kubernetes.io/component: imgproxy
{{- end }}

{{- define "imgproxy4j.signing" -}}
- name: IMGPROXY_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secrets.signing.name }}
      key: {{ .Values.secrets.signing.keyKey }}
- name: IMGPROXY_SALT
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secrets.signing.name }}
      key: {{ .Values.secrets.signing.saltKey }}
{{- end }}

{{- define "imgproxy4j.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 65532
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end }}
