// Keeps answers as they are given, and shows the questions that they bring. Without it the
// page does so when it is sent.
(() => {
  const form = document.querySelector('form[data-saved]');
  if (!form) return;
  let timer;
  let running = false;
  let again = false;

  const shown = () => [...form.querySelectorAll('input[name=shown]')].map((one) => one.value);

  // The questions are asked anew; what somebody is writing stays, and so does where they are.
  const renew = async () => {
    const answer = await fetch(form.action, { cache: 'no-store' });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('questions');
    if (!fresh) return;
    const at = document.activeElement?.id;
    document.getElementById('questions').replaceWith(document.importNode(fresh, true));
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
    clearTimeout(timer);
    timer = setTimeout(save, event.target.type === 'radio' || event.target.type === 'checkbox' ? 50 : 800);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
})();
