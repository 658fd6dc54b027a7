/** Light or dark: as the system is, until someone presses the button. */
const { dataset } = document.documentElement;
dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
document.getElementById('theme').addEventListener('click', () => {
  dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark';
  document.dispatchEvent(new Event('theme'));
});
