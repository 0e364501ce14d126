//! The page: finding elements, hearing events, the address.

use std::cell::Cell;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DomParser, Element, Event, EventTarget, SupportedType, UrlSearchParams};

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

/// Adds an element of a class with words in it; the page's document makes every element that there is.
pub(crate) fn add(parent: &Element, tag: &str, class: &str, words: &str) -> Option<Element> {
    let element = parent.owner_document()?.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.set_text_content(Some(words));
    parent.append_child(&element).ok()?;
    Some(element)
}

/// A page's text as elements that belong to no page yet: nothing of it is loaded, no script of it runs.
pub(crate) fn parsed(html: &str) -> Option<Element> {
    let parser = DomParser::new().ok()?;
    let page = parser.parse_from_string(html, SupportedType::TextHtml).ok()?;
    page.document_element()
}

/// Gives an element an attribute; names of attributes are ours, so none is refused.
pub(crate) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// The element an event came from, for events that only elements send.
pub(crate) fn target(event: &Event) -> Option<Element> {
    Some(event.target()?.unchecked_into())
}

/// Hears an event for as long as the page lives: widgets are never taken down.
pub(crate) fn listen(target: &EventTarget, name: &str, handler: impl FnMut(Event) + 'static) {
    // A target that refuses a listener (it does not happen in browsers) only leaves the page as it was.
    let _ = target.add_event_listener_with_callback(name, &callback(handler));
}

/// A function that the browser may call for as long as the page lives.
pub(crate) fn callback(handler: impl FnMut(Event) + 'static) -> Function {
    // One type for all handlers: wasm-bindgen makes code for each type of closure.
    let handler: Box<dyn FnMut(Event)> = Box::new(handler);
    Closure::wrap_aborting(handler).into_js_value().unchecked_into()
}

/// Calls before the next picture is drawn, so that what is typed shows first.
pub(crate) fn before_next_frame(callback: &Function) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(callback);
    }
}

/// Calls after so many thousandths of a second, instead of an earlier call that was put off likewise.
pub(crate) fn put_off(callback: &Function, earlier: &Cell<i32>, milliseconds: i32) {
    if let Some(window) = web_sys::window() {
        window.clear_timeout_with_handle(earlier.get());
        let number = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, milliseconds);
        earlier.set(number.unwrap_or_default());
    }
}

/// Asks the loader, through an event on the element, to hand words on: to an app of the member's choice, or to copy
/// them. Its answer comes as an event `handed`, with what became of them in `data-handed`.
pub(crate) fn hand_on(element: &Element, words: &str, to_app: bool) {
    let _ = element.set_attribute("data-hand", words);
    if let Ok(event) = Event::new(if to_app { "share" } else { "copy-words" }) {
        let _ = element.dispatch_event(&event);
    }
}

/// The window as a target of events.
pub(crate) fn window() -> Option<EventTarget> {
    web_sys::window().map(JsCast::unchecked_into)
}

/// The document as a target of events.
pub(crate) fn document() -> Option<EventTarget> {
    web_sys::window()?.document().map(JsCast::unchecked_into)
}

/// The portal's hotline, as the foot of every page shows it.
pub(crate) fn hotline() -> Option<String> {
    let link = web_sys::window()?
        .document()?
        .query_selector("footer a[href^='tel:']")
        .ok()??;
    link.text_content()
}

/// Address of the page of the record, as the foot of every page leads to it.
pub(crate) fn record_page() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.query_selector("[data-record-page]").ok()?);
    link.and_then(|link| link.get_attribute("href")).unwrap_or_default()
}

/// `q` of the page's address: behind `#`, which no request carries, or behind `?`, as it was once shared.
pub(crate) fn query() -> Option<String> {
    let location = web_sys::window()?.location();
    let behind = |part: String| {
        let part = UrlSearchParams::new_with_str(part.trim_start_matches('#')).ok()?;
        part.get("q").filter(|query| !query.is_empty())
    };
    behind(location.hash().ok()?).or_else(|| behind(location.search().ok()?))
}

/// A value behind `#` of the page's address.
pub(crate) fn behind_hash(name: &str) -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let part = UrlSearchParams::new_with_str(hash.trim_start_matches('#')).ok()?;
    part.get(name).filter(|value| !value.is_empty())
}

/// Puts `#q=` into the page's address without loading anything or adding to the history.
pub(crate) fn set_query(query: &str) {
    let Some(window) = web_sys::window() else { return };
    let address = if query.is_empty() {
        "./".to_owned()
    } else {
        ["./#q=", &encoded(query)].concat()
    };
    let Ok(history) = window.history() else { return };
    // Opened from a file, some browsers refuse; the search itself goes on.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
}

/// Words as part of an address.
pub(crate) fn encoded(words: &str) -> String {
    js_sys::encode_uri_component(words).into()
}

/// Letters with their marks in one, however the keyboard sent them.
pub(crate) fn composed(words: &str) -> String {
    js_sys::JsString::from(words).normalize("NFC").into()
}

/// Words in small letters.
pub(crate) fn small(words: &str) -> String {
    js_sys::JsString::from(words).to_lower_case().into()
}

/// Opens another page.
pub(crate) fn open(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}
