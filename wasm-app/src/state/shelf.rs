//! The catalogue's blocks that are here, on their way, or did not come.

use wire::catalogue::{Item, decode};

enum Block<I> {
    Coming,
    Lost,
    Here(Vec<I>),
}

/// Blocks of one kind.
pub(crate) struct Shelf<I>(Vec<(usize, Block<I>)>);

impl<I: Item> Shelf<I> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    fn find(&self, block: usize) -> Option<&Block<I>> {
        Some(&self.0.iter().find(|(known, _)| *known == block)?.1)
    }

    /// A document's item, if its block is here.
    pub(crate) fn get(&self, document: usize) -> Option<&I> {
        match self.find(I::block_of(document))? {
            Block::Here(items) => items.get(document % I::PER_BLOCK),
            _ => None,
        }
    }

    /// True while a document's block is on its way, or nobody has asked for it.
    pub(crate) fn is_coming(&self, document: usize) -> bool {
        matches!(self.find(I::block_of(document)), None | Some(Block::Coming))
    }

    /// Asks for a document's block, once.
    pub(crate) fn want(&mut self, document: usize, names: &mut Vec<String>) {
        let block = I::block_of(document);
        if self.find(block).is_none() {
            self.0.push((block, Block::Coming));
            names.push(I::name(block));
        }
    }

    /// A block has come, or will not. Bytes of another build are as good as none.
    pub(crate) fn arrived(&mut self, name: &str, bytes: Option<&[u8]>) {
        let items = bytes.and_then(|bytes| decode(bytes).ok());
        if let Some((_, block)) = self.0.iter_mut().find(|(block, _)| I::name(*block) == name) {
            *block = items.map_or(Block::Lost, Block::Here);
        }
    }

    /// Forgets what did not come, so that it is asked for again.
    pub(crate) fn retry(&mut self) {
        self.0.retain(|(_, block)| !matches!(block, Block::Lost));
    }
}

#[cfg(test)]
mod tests {
    use wire::catalogue::{Card, encode};

    use super::Shelf;

    #[test]
    fn a_block_is_asked_for_once_and_again_only_after_it_was_lost() {
        let mut shelf: Shelf<Card> = Shelf::new();
        let mut names = Vec::new();
        shelf.want(2, &mut names);
        shelf.want(3, &mut names);
        assert_eq!(names, ["c1.bin"]);
        assert!(shelf.is_coming(3));
        shelf.arrived("c1.bin", Some(b"PCAC"));
        assert!(shelf.get(3).is_none() && !shelf.is_coming(3));
        shelf.want(3, &mut names);
        assert_eq!(names.len(), 1);
        shelf.retry();
        shelf.want(3, &mut names);
        assert_eq!(names.len(), 2);
        shelf.arrived("c1.bin", Some(&encode(&[Card::default()])));
        assert!(shelf.get(2).is_some() && shelf.get(3).is_none());
    }
}
