//! Addresses as they are read and as they may be printed, and the clients that reach them.

use std::sync::Once;
use std::time::Duration;

use super::fault::root_cause;
use crate::model::ModelError;
use crate::model::error::Address;
use crate::model::secret::{Secret, printable};

/// Bytes of the answer to a probe before it is dropped.
const PROBE_LIMIT: usize = 4 * 1024 * 1024;

pub(super) fn parse_base(base: &str) -> Result<reqwest::Url, ModelError> {
    let bad = |reason: String| ModelError::NoSuchModel {
        asked: "openai".to_owned(),
        reason,
        nearest: None,
    };
    let url = reqwest::Url::parse(base.trim())
        .map_err(|e| bad(format!("the address of the server cannot be read ({e}); wanted one like `http://localhost:8080/v1`")))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(bad(format!(
            "the address of the server begins with `{}:`; wanted `http://` or `https://`",
            printable(url.scheme(), &[])
        )));
    }
    Ok(url)
}

/// The address with more path; a query (as some gateways want) stays at the end.
pub(super) fn extend(base: &reqwest::Url, more: &str) -> reqwest::Url {
    let mut url = base.clone();
    let path = format!("{}/{more}", base.path().trim_end_matches('/'));
    url.set_path(&path);
    url.set_fragment(None);
    url
}

/// The address without user name, password, query and fragment.
pub(super) fn shown(url: &reqwest::Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
    format!(
        "{}://{host}{port}{}",
        url.scheme(),
        url.path().trim_end_matches('/')
    )
}

/// An address as it may be printed: without user name, password, query and fragment. Empty when it is no address.
#[must_use]
pub fn printable_url(url: &str) -> String {
    reqwest::Url::parse(url.trim())
        .map(|u| shown(&u))
        .unwrap_or_default()
}

pub(super) fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, ModelError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| ModelError::Refused {
            url: "the network".to_owned(),
            reason: e.to_string(),
            start: None,
            address: Address::Engine,
        })
}

/// Makes ring the process's TLS provider, once; without one a client cannot be built.
pub(in crate::model) fn install_tls() {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Fails only when one is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

pub(super) fn client(url: &reqwest::Url, connect: Duration) -> Result<reqwest::Client, ModelError> {
    install_tls();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("galley/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(connect)
        .redirect(reqwest::redirect::Policy::none())
        // Every call has a runtime of its own, and a connection cannot outlive the runtime it was made in.
        .pool_max_idle_per_host(0);
    if is_loopback(url) {
        builder = builder.no_proxy();
    }
    if url.scheme() == "http" {
        // Nothing to verify; a machine without certificates must still reach a server of its own.
        builder = builder.tls_certs_only(std::iter::empty());
    }
    builder.build().map_err(|e| ModelError::Refused {
        url: shown(url),
        reason: printable(&root_cause(&e), &[]),
        start: None,
        address: Address::Engine,
    })
}

/// One GET, its whole body as text; `None` when anything at all goes wrong. For probes, which must be quick and may
/// fail silently.
#[must_use]
pub fn probe(
    url: &str,
    key: Option<&Secret>,
    connect: Duration,
    total: Duration,
) -> Option<String> {
    let url = parse_base(url).ok()?;
    let client = client(&url, connect).ok()?;
    let mut http = client.get(url);
    if let Some(key) = key {
        http = http.bearer_auth(key.reveal());
    }
    let work = async {
        let mut response = http.send().await.ok().filter(|r| r.status().is_success())?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.ok()? {
            body.extend_from_slice(&chunk);
            if body.len() > PROBE_LIMIT {
                return None;
            }
        }
        String::from_utf8(body).ok()
    };
    let runtime = runtime().ok()?;
    runtime.block_on(async { tokio::time::timeout(total, work).await.ok().flatten() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_printed_without_credentials() {
        assert_eq!(
            printable_url("https://me:pw@host.example:8443/v1/?api-version=2&key=abc#x"),
            "https://host.example:8443/v1"
        );
        let base = parse_base("https://me:pw@host.example/deploy/?v=2").unwrap();
        assert_eq!(
            extend(&base, "chat/completions").as_str(),
            "https://me:pw@host.example/deploy/chat/completions?v=2"
        );
        assert!(parse_base("ftp://x").is_err());
        assert!(parse_base("no address").is_err());
    }
}
