// MiniSearch, Lunr and FlexSearch over the same three texts that ours gets (law and article, title, body); as they are, or
// with marks folded away from documents and questions alike. Each gives { search(question) -> ids, bytes: the saved index }.
// Check: MiniSearch over law, title and text without the article's number gives the figures that the development set's own
// README has for it, to the digit (labour 63.7/50.5, without marks 10.0/7.1); the number makes it better.

export const fold = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
const same = (text) => text;
const MOST = 50;

export function engines(require) {
  const MiniSearch = require('minisearch');
  const lunr = require('lunr');
  const { Index } = require('flexsearch');

  const mini = (documents, change) => {
    const index = new MiniSearch({ fields: ['heading', 'title', 'text'] });
    index.addAll(documents.map((document) => changed(document, change)));
    return {
      search: (question) => index.search(change(question)).slice(0, MOST).map((hit) => hit.id),
      bytes: Buffer.from(JSON.stringify(index)),
    };
  };
  const lunrIndex = (documents, change) => {
    const index = lunr(function build() {
      this.ref('id');
      for (const field of ['heading', 'title', 'text']) this.field(field);
      for (const document of documents) this.add(changed(document, change));
    });
    // Through terms, not through its query language, in which ":" and "-" of a question would be commands.
    const search = (question) =>
      index.query((query) => query.term(lunr.tokenizer(change(question)), {})).slice(0, MOST).map((hit) => hit.ref);
    return { search, bytes: Buffer.from(JSON.stringify(index)) };
  };
  const flex = async (documents, change) => {
    // One text per document and its neighbours as context: of its settings tried, the ones that rank best by far.
    const index = new Index({ tokenize: 'strict', context: true });
    documents.forEach((document, number) => {
      const { heading, title, text } = changed(document, change);
      index.add(number, `${heading} ${title} ${text}`);
    });
    const parts = [];
    await index.export((key, data) => { parts.push(data ?? ''); });
    // Unless asked to "suggest", it wants every word of the question.
    const search = (question) =>
      index.search(change(question), { limit: MOST, suggest: true }).map((number) => documents[number].id);
    return { search, bytes: Buffer.from(parts.join('')) };
  };

  return [
    ['MiniSearch 7.2.0', (documents) => mini(documents, same)],
    ['MiniSearch 7.2.0, folded', (documents) => mini(documents, fold)],
    ['Lunr 2.3.9', (documents) => lunrIndex(documents, same)],
    ['Lunr 2.3.9, folded', (documents) => lunrIndex(documents, fold)],
    ['FlexSearch 0.8.212', (documents) => flex(documents, same)],
    ['FlexSearch 0.8.212, folded', (documents) => flex(documents, fold)],
  ];
}

export const heading = (document) => [document.law, document.no && `Điều ${document.no}`].filter(Boolean).join(' ');

function changed(document, change) {
  return {
    id: document.id,
    heading: change(heading(document)),
    title: change(document.title),
    text: change(document.text),
  };
}
