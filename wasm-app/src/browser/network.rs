//! Files of the portal itself; nothing else is ever fetched.

use gloo_net::http::Request;

/// Why a file did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NetworkError {
    /// No connection, or it broke.
    Unreachable,
    /// The server answered with something else than the file.
    Refused,
}

pub(crate) async fn fetch(url: &str) -> Result<Vec<u8>, NetworkError> {
    let response = Request::get(url).send().await.map_err(|_| NetworkError::Unreachable)?;
    if !response.ok() {
        return Err(NetworkError::Refused);
    }
    response.binary().await.map_err(|_| NetworkError::Unreachable)
}
