// QR pictures by the browser alone, for the pages that take codes: the record and the checking of codes.
//
// As data addresses: the page's policy shows no blob.
const read = (file, how) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = failed;
  reader[how](file);
});
const codesOf = async (file) => {
  const picture = new Image();
  picture.src = await read(file, 'readAsDataURL');
  await picture.decode();
  const found = await new window.BarcodeDetector({ formats: ['qr_code'] }).detect(picture);
  return found.map((code) => code.rawValue);
};
// The texts of all codes in these pictures.
const scan = async (files) => (await Promise.all(Array.from(files, codesOf))).reduce((all, some) => all.concat(some), []);
// Shows what needs the reading of pictures. Some phones have the name and read nothing.
const offerScan = (page) => {
  if (!window.BarcodeDetector) return;
  window.BarcodeDetector.getSupportedFormats().then((formats) => {
    for (const part of page.querySelectorAll('[data-reads-pictures]')) part.hidden = !formats.includes('qr_code');
  }, () => {});
};
