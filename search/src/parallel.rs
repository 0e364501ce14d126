//! The same work for many things: on all cores with the feature `parallel`, else one after the other. Results are equal.

#[cfg(feature = "parallel")]
use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator, ParallelSliceMut,
};

/// What comes of each, in order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(feature = "parallel")]
    let done = items.par_iter().map(work).collect();
    #[cfg(not(feature = "parallel"))]
    let done = items.iter().map(work).collect();
    done
}

/// Changes each, which has a number.
pub(crate) fn for_each<T: Send>(items: &mut [T], work: impl Fn(usize, &mut T) + Send + Sync) {
    let work = |(number, item): (usize, &mut T)| work(number, item);
    #[cfg(feature = "parallel")]
    items.par_iter_mut().enumerate().for_each(work);
    #[cfg(not(feature = "parallel"))]
    items.iter_mut().enumerate().for_each(work);
}

/// Sorts what no two equal items of can be told apart.
pub(crate) fn sort<T: Ord + Send>(items: &mut [T]) {
    #[cfg(feature = "parallel")]
    items.par_sort_unstable();
    #[cfg(not(feature = "parallel"))]
    items.sort_unstable();
}
