<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="of" required="true" type="io.github.imgproxy4j.demo.Excerpt" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<figure>
  <figcaption><strong><c:out value="${of.title()}"/></strong> <span><c:out value="${of.place()}"/></span></figcaption>
  <pre><code><c:out value="${of.code()}"/></code></pre>
</figure>
