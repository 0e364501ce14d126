//! Files of the portal itself; nothing else is ever fetched.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

/// A file whose name carries a hash over its bytes: a copy in the browser's cache is as good as a new one, also offline.
/// `None` without a connection, or when the server answers with something else.
pub(crate) async fn fetch(url: &str) -> Option<Vec<u8>> {
    get(url, RequestCache::ForceCache).await
}

/// A page of the portal, as new as the connection allows.
pub(crate) async fn page(url: &str) -> Option<String> {
    String::from_utf8(get(url, RequestCache::Default).await?).ok()
}

async fn get(url: &str, cache: RequestCache) -> Option<Vec<u8>> {
    let init = RequestInit::new();
    init.set_cache(cache);
    let answer = web_sys::window()?.fetch_with_str_and_init(url, &init);
    let answer: Response = JsFuture::from(answer).await.ok()?.unchecked_into();
    if !answer.ok() {
        return None;
    }
    let bytes = JsFuture::from(answer.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}
