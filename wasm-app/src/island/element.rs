//! Elements for Leptos to show, all of one Rust type.
//!
//! The `view!` macro gives every element a type of its own, and each type brings its own copy of Leptos' code to
//! build, change and remove it.

use leptos::{
    prelude::{AddAnyAttr, AnyView, ElementChild, IntoAny, mount_to},
    tachys::{
        html::{
            attribute::{any_attribute::IntoAnyAttribute, custom::custom_attribute},
            element::custom,
        },
        view::{Mountable, Render},
    },
};
use web_sys::HtmlElement;

/// Shows views in a place of the page for as long as the page lives.
pub(super) fn show(place: HtmlElement, views: Vec<AnyView>) {
    mount_to(place, move || views).forget();
}

/// Views on the page, for those who know themselves when something has changed: without Leptos' signals, which cost 5 KB.
pub(super) struct Shown(<Vec<AnyView> as Render>::State);

impl Shown {
    /// Shows views in a place of the page.
    pub(super) fn new(place: &HtmlElement, views: Vec<AnyView>) -> Self {
        let mut state = views.build();
        state.mount(place, None);
        Self(state)
    }

    /// Shows other views instead; what is the same stays.
    pub(super) fn change(&mut self, views: Vec<AnyView>) {
        views.rebuild(&mut self.0);
    }
}

/// An element. Its `tag` is in capitals, as the document gives it back: otherwise Leptos takes the shown element for
/// another one and builds it anew at each change, which loses the scroll position and what a screen reader follows.
pub(super) fn element(tag: &'static str, attributes: &[(&'static str, &str)], children: Vec<AnyView>) -> AnyView {
    let attributes: Vec<_> = attributes
        .iter()
        .map(|(name, value)| custom_attribute(*name, (*value).to_owned()).into_any_attr())
        .collect();
    custom(tag).child(children).add_any_attr(attributes).into_any()
}

/// Words.
pub(super) fn text(words: &str) -> AnyView {
    words.to_owned().into_any()
}

/// Nothing, in a place that may later hold something.
pub(super) fn nothing() -> AnyView {
    ().into_any()
}

/// A view that is made again whenever a signal it reads changes.
pub(super) fn live(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(view);
    view.into_any()
}
