//! What a member sends by herself, to the address that the portal's settings name; nothing else is ever sent.

use gloo_net::http::Request;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCredentials};

/// Sends a form; gives the code of the answer, 0 for none. No cookies go along, no page's name, and no header that would make the
/// browser ask the server beforehand (a simple request of the Fetch standard): any form endpoint will do.
pub(crate) async fn post(address: &str, form: String, signal: &AbortSignal) -> u32 {
    let request = Request::post(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(signal))
        .body(form);
    let Ok(request) = request else { return 0 };
    request.send().await.map_or(0, |answer| u32::from(answer.status()))
}

/// False when the browser knows that there is no network.
pub(crate) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
