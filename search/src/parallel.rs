//! The same work for many things: on all cores with the feature `parallel`, else one after the other. Results are equal.

#[cfg(feature = "parallel")]
use rayon::prelude::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

/// What comes of each, in order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(feature = "parallel")]
    let done = items.par_iter().map(work).collect();
    #[cfg(not(feature = "parallel"))]
    let done = items.iter().map(work).collect();
    done
}

/// All, in a few shares for each core: for work that begins by making room.
pub(crate) fn shares<T>(items: &[T]) -> Vec<&[T]> {
    #[cfg(feature = "parallel")]
    let shares = 2 * rayon::current_num_threads();
    #[cfg(not(feature = "parallel"))]
    let shares = 1;
    items.chunks(items.len().div_ceil(shares).max(1)).collect()
}

/// Changes each.
pub(crate) fn for_each<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Send + Sync) {
    #[cfg(feature = "parallel")]
    items.par_iter_mut().for_each(work);
    #[cfg(not(feature = "parallel"))]
    items.iter_mut().for_each(work);
}
