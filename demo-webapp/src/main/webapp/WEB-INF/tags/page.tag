<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="current" required="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="base" value="${pageContext.request.contextPath}"/>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title><c:out value="${title}"/> · imgproxy4j</title>
  <link rel="icon" type="image/svg+xml" href="${base}/assets/icon.svg">
  <link rel="stylesheet" href="${base}/assets/site.css">
  <script type="module" src="${base}/assets/weights.js"></script>
  <c:if test="${fallback == 'SCRIPT'}"><script type="module" src="${base}/assets/fallback.js"></script></c:if>
</head>
<body>
  <a class="skip" href="#content">Skip to content</a>
  <header class="site">
    <a class="brand" href="${base}/">imgproxy4j</a>
    <nav aria-label="Pages">
      <ul>
        <li><a href="${base}/jsp"${current == 'jsp' ? ' aria-current="page"' : ''}>JSP</a></li>
        <li><a href="${base}/thymeleaf">Thymeleaf</a></li>
        <li><a href="${base}/spa">JavaScript</a></li>
        <li><a href="${base}/inspector">Inspector</a></li>
      </ul>
    </nav>
  </header>
  <main id="content" tabindex="-1">
    <jsp:doBody/>
  </main>
  <footer class="site">
    <p>Every photo here was rendered by a program of this project; no camera was involved.</p>
  </footer>
</body>
</html>
