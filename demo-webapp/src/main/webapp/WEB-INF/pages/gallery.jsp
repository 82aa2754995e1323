<%@ page session="false" contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
<%@ taglib prefix="demo" tagdir="/WEB-INF/tags" %>
<c:set var="base" value="${pageContext.request.contextPath}"/>
<c:set var="hero" value="${gallery.hero()}"/>
<demo:page title="Gallery in JSP" current="jsp">
  <div class="intro">
    <h1>Gallery in JSP</h1>
    <p>Printed by <code>&lt;imgproxy:img&gt;</code>. Each picture asks the cache first and moves to the proxy once if it is not there yet.</p>
    <noscript><p class="notice">JavaScript is off. Pictures that are in the cache already are shown; the others stay empty, because nobody moves
      them to the proxy URL, which stands beside the cached one in <code>data-imgproxy-src</code>.</p></noscript>
  </div>
  <a class="photo hero" href="${base}/photo/<c:out value="${hero.file()}"/>">
    <%-- shown: The hero --%>
    <imgproxy:img src="${hero.source()}" preset="hero" format="webp"
      widths="480,800,1280,1920,2560" sizes="min(100vw - 2.2rem, 80rem)"
      alt="${hero.alt()}" fetchpriority="high"/>
    <%-- shown: end --%>
    <demo:caption photo="${hero}"/>
  </a>
  <demo:totals/>
  <demo:lines file="gallery.jsp"/>
  <ul class="gallery">
    <c:forEach var="photo" items="${gallery.photos()}" varStatus="status">
      <c:set var="late" value="${status.index >= 4}"/>
      <li><a class="photo" href="${base}/photo/<c:out value="${photo.file()}"/>">
        <%-- shown: A card --%>
        <imgproxy:img src="${photo.source()}" preset="${photo.preset()}"
          format="${photo.format()}" widths="320,480,640,960"
          sizes="(min-width: 76rem) 19rem, (min-width: 56rem) 31vw, (min-width: 36rem) 47vw, 94vw"
          alt="${photo.alt()}"
          loading="${late ? 'lazy' : null}" decoding="${late ? 'async' : null}"/>
        <%-- shown: end --%>
        <demo:caption photo="${photo}"/>
      </a></li>
    </c:forEach>
  </ul>
</demo:page>
