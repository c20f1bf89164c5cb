// In the exported page: plays a recording when its button is pressed. Its text lies in the page.
for (const button of document.querySelectorAll('[data-play]')) {
  button.addEventListener('click', () => {
    const at = button.dataset.play;
    const data = JSON.parse(document.getElementById(`cast-${at}`).textContent);
    AsciinemaPlayer.create({ data }, document.getElementById(`player-${at}`), {
      autoPlay: true,
      idleTimeLimit: 2,
      fit: 'width',
    });
    button.remove();
  });
}
