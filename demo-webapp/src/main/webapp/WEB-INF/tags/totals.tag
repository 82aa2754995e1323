<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="total" value="${savings.total()}"/>
<section class="totals" aria-label="What the pictures weigh" data-pictures="${total.pictures()}">
  <dl>
    <div><dt>Originals</dt><dd class="was">${total.was()}</dd></div>
    <div><dt>Served instead</dt><dd class="is">${total.is()}</dd></div>
    <div><dt>Saved</dt><dd class="share">${total.share()}</dd></div>
  </dl>
  <svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true"><rect class="part hit-memory" height="12" width="${total.perMille()}"></rect></svg>
  <p class="count">${total.count()}</p>
</section>
