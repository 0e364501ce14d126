//! The page: finding elements, hearing events, the address.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, UrlSearchParams};

/// The first element that fits; the selector names the kind of element, so the kind is not asked again.
pub(crate) fn find<E: JsCast>(within: &Element, selector: &str) -> Option<E> {
    Some(within.query_selector(selector).ok().flatten()?.unchecked_into())
}

/// All elements that fit, in the order of the page.
pub(crate) fn find_all<E: JsCast>(within: &Element, selector: &str) -> Vec<E> {
    let Ok(nodes) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length())
        .filter_map(|at| Some(nodes.item(at)?.unchecked_into()))
        .collect()
}

/// The element an event came from, for events that only elements send.
pub(crate) fn target(event: &Event) -> Option<Element> {
    Some(event.target()?.unchecked_into())
}

/// Hears an event for as long as the page lives: widgets are never taken down.
pub(crate) fn listen(target: &EventTarget, name: &str, handler: impl FnMut(Event) + 'static) {
    // One type for all handlers: wasm-bindgen makes code for each type of closure.
    let handler: Box<dyn FnMut(Event)> = Box::new(handler);
    let closure = Closure::wrap_aborting(handler);
    // A target that refuses a listener (it does not happen in browsers) only leaves the page as it was.
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// The window as a target of events.
pub(crate) fn window() -> Option<EventTarget> {
    web_sys::window().map(JsCast::unchecked_into)
}

/// Address and words of the first telephone link on the page: the hotline.
pub(crate) fn telephone() -> Option<(String, String)> {
    let link = web_sys::window()?
        .document()?
        .query_selector("a[href^='tel:']")
        .ok()??;
    Some((link.get_attribute("href")?, link.text_content()?))
}

/// `?q=` of the page's address.
pub(crate) fn query() -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search)
        .ok()?
        .get("q")
        .filter(|query| !query.is_empty())
}

/// Puts `?q=` into the page's address without loading anything or adding to the history.
pub(crate) fn set_query(query: &str) {
    let Some(window) = web_sys::window() else { return };
    let encoded = String::from(js_sys::encode_uri_component(query));
    let address = if query.is_empty() {
        ".".to_owned()
    } else {
        ["?q=", &encoded].concat()
    };
    let Ok(history) = window.history() else { return };
    // Opened from a file, some browsers refuse; the search itself goes on.
    let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
}

/// Opens another page.
pub(crate) fn open(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}
