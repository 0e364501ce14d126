// Styles put off what lies below the first screen (`content-visibility`). Once the page is there and quiet, all of it is laid
// out: jumps then land where they should, also in browsers that do not hold the place while parts above it grow.
const whole = () => {
  (window.requestIdleCallback || setTimeout)(() => {
    document.documentElement.dataset.whole = '';
  });
};
if (document.readyState === 'complete') whole();
else addEventListener('load', whole);
