// The bar on top of both pages: sign-in, who is signed in, language, the way to the other page.
import { onChange, session, signIn, signOut } from './session.js';
import { choose, language, languages, word } from './words.js';

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function showBar(bar, { other }) {
  const email = element('input', { type: 'email', name: 'email', required: true, autocomplete: 'username', placeholder: word('email'), ariaLabel: word('email') });
  const password = element('input', { type: 'password', name: 'password', required: true, autocomplete: 'current-password', placeholder: word('password'), ariaLabel: word('password') });
  const submit = element('button', { type: 'submit', textContent: word('signIn') });
  const form = element('form', { id: 'sign-in' }, email, password, submit);
  const who = element('span', { id: 'who' });
  const out = element('button', { type: 'button', textContent: word('signOut'), id: 'sign-out' });
  const note = element('span', { id: 'note', role: 'status' });
  const select = element('select', { ariaLabel: word('language') },
    ...Object.entries(languages).map(([tag, name]) => element('option', { value: tag, textContent: name, selected: tag === language })));

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    note.textContent = word('signingIn');
    try {
      await signIn(email.value, password.value);
      password.value = '';
    } catch (error) {
      note.textContent = `${word('failed')}: ${error.message}`;
    } finally {
      submit.disabled = false;
    }
  });
  let leaving = false;
  out.addEventListener('click', async () => {
    leaving = true;
    await signOut();
    leaving = false;
  });
  select.addEventListener('change', () => choose(select.value));

  const show = (now, changed) => {
    form.hidden = Boolean(now);
    who.hidden = out.hidden = !now;
    who.textContent = now?.email ?? '';
    if (now) note.textContent = '';
    else note.textContent = changed && !leaving ? word('expired') : word('signedOut');
  };
  onChange((now) => show(now, true));
  show(session(), false);

  bar.append(element('strong', { textContent: 'Heed' }), form, who, out, note, element('span', { className: 'space' }), select,
    ...(other ? [element('a', { href: other.href, textContent: word(other.word) })] : []));
}
