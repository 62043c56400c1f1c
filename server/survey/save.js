// Keeps answers as they are given, and shows the questions that they bring. Without it the
// page does so when it is sent.
(() => {
  const form = document.querySelector('form[data-saved]');
  if (!form) return;
  let timer;
  let running = false;
  let again = false;
  let typed = 0;

  const shown = () => [...form.querySelectorAll('input[name=shown]')].map((one) => one.value);

  const key = (one) => (/radio|checkbox/.test(one.type) ? `${one.name} ${one.value}` : one.name);

  // The questions are asked anew; what somebody has written stays, and so does where they are.
  // Whoever goes on writing meanwhile is not disturbed: what they write is kept next, and asks again.
  const renew = async () => {
    const before = typed;
    const answer = await fetch(form.action, { cache: 'no-store' });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('questions');
    if (!fresh || typed !== before) return;
    const at = document.activeElement?.id;
    const old = document.getElementById('questions');
    const is = document.importNode(fresh, true);
    const fields = (of) => [...of.querySelectorAll('input:not([type=hidden]), textarea')];
    const written = new Map(fields(old).map((one) => [key(one), one]));
    for (const one of fields(is)) {
      const was = written.get(key(one));
      if (!was) continue;
      if (one.checked !== was.checked) one.checked = was.checked;
      if (one.value !== was.value) one.value = was.value;
    }
    old.replaceWith(is);
    if (at) document.getElementById(at)?.focus();
  };

  const save = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      const answer = await fetch(form.action, {
        method: 'POST', headers: { 'X-Save': '1', 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(new FormData(form)),
      });
      if (!answer.ok || !(answer.headers.get('content-type') ?? '').includes('json')) return;
      const { asked } = await answer.json();
      document.getElementById('saved').textContent = form.dataset.saved;
      if (!again && asked.join() !== shown().join()) await renew();
    } catch {
      // Away: it is kept when the page is sent.
    } finally {
      running = false;
      if (again) {
        again = false;
        save();
      }
    }
  };

  form.addEventListener('input', (event) => {
    typed += 1;
    clearTimeout(timer);
    timer = setTimeout(save, event.target.type === 'radio' || event.target.type === 'checkbox' ? 50 : 800);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
})();
