// Shows what is new of a complaint as soon as it is there. Without it the page has a link
// that does so.
(() => {
  const lang = new URLSearchParams(location.search).get('lang');
  const part = () => document.getElementById('status');
  if (!part() || !('EventSource' in window)) return;

  // What somebody is writing stays.
  const written = () => new Map([...document.querySelectorAll('#status textarea, #status input')]
    .map((field) => [field.id, field.type === 'radio' ? field.checked : field.value]));

  const show = async () => {
    const answer = await fetch(location.pathname + (lang ? `?lang=${encodeURIComponent(lang)}` : ''), { cache: 'no-store' });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('status');
    if (!fresh || fresh.dataset.seen === part().dataset.seen) return;
    const before = written();
    part().replaceWith(document.importNode(fresh, true));
    for (const [id, value] of before) {
      const field = document.getElementById(id);
      if (field?.type === 'radio') field.checked = value;
      else if (field) field.value = value;
    }
    document.getElementById('news').textContent = part().dataset.news;
  };

  const source = new EventSource(`${location.pathname}/events?seen=${part().dataset.seen}`);
  source.addEventListener('changed', show);
  source.addEventListener('ended', () => source.close());
})();
