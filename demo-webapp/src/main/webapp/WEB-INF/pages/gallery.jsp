<%@ page session="false" contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
<%@ taglib prefix="demo" tagdir="/WEB-INF/tags" %>
<c:set var="base" value="${pageContext.request.contextPath}"/>
<demo:page title="Gallery in JSP" current="jsp">
  <div class="intro">
    <h1>Gallery in JSP</h1>
    <p>Printed by <code>&lt;imgproxy:img&gt;</code>. Each picture asks the cache first and moves to the proxy once if it is not there yet.</p>
    <noscript><p class="notice">JavaScript is off. Pictures that are in the cache already are shown; the others stay empty, because nobody moves
      them to the proxy URL, which stands beside the cached one in <code>data-imgproxy-src</code>.</p></noscript>
  </div>
  <a class="photo hero" href="${base}/photo/<c:out value="${gallery.hero().file()}"/>">
    <imgproxy:img src="${gallery.hero().source()}" preset="hero" format="${gallery.hero().format()}" densities="1,2"
                  alt="${gallery.hero().alt()}" fetchpriority="high"/>
    <span class="caption"><span class="title"><c:out value="${gallery.hero().title()}"/></span>
      <span class="size">${gallery.hero().width()} × ${gallery.hero().height()}</span></span>
  </a>
  <ul class="gallery">
    <c:forEach var="photo" items="${gallery.photos()}" varStatus="status">
      <c:set var="late" value="${status.index >= 4}"/>
      <li><a class="photo" href="${base}/photo/<c:out value="${photo.file()}"/>">
        <imgproxy:img src="${photo.source()}" preset="card" format="${photo.format()}" densities="1,2" alt="${photo.alt()}"
                      loading="${late ? 'lazy' : null}" decoding="${late ? 'async' : null}"/>
        <span class="caption"><span class="title"><c:out value="${photo.title()}"/></span>
          <span class="size">${photo.width()} × ${photo.height()}</span></span>
      </a></li>
    </c:forEach>
  </ul>
</demo:page>
