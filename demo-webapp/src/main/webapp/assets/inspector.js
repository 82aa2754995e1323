// Reads the page again every two seconds and replaces only what has changed, so that nothing flickers.
const PAUSE = 2000;
const live = document.getElementById('live');
let timer;

async function refresh() {
  try {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.querySelectorAll('[id^="live-"]').forEach((part) => replace(part, next.getElementById(part.id)));
  } catch {
    // The app is away; the next round tries again.
  }
}

function replace(part, next) {
  // Whoever is on a button or a link of this part keeps it.
  if (!next || part.innerHTML === next.innerHTML || part.contains(document.activeElement)) return;
  part.replaceChildren(...next.childNodes);
}

function schedule() {
  clearTimeout(timer);
  if (!live.checked) return;
  timer = setTimeout(async () => {
    if (!document.hidden) await refresh();
    schedule();
  }, PAUSE);
}

live.addEventListener('change', schedule);
schedule();
