//! OpenAI-compatible chat completions, as JSON and as a stream: OpenAI itself, Ollama, vLLM, llama.cpp servers and the
//! many others that speak it. The only file that knows HTTP, TLS or async.
//!
//! TLS is rustls with ring; the root certificates are the operating system's (on Linux `SSL_CERT_FILE` is obeyed).
//! Proxies named in the environment are used, except for loopback addresses. Redirects are not followed: they could
//! carry a key elsewhere.
//! Time limits: connecting 10 s; silence between two pieces of an answer [`Config::idle`]; on the whole answer none. A
//! server that answers in one piece may be silent five times as long.

use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use super::secret::printable;
use super::sse::{Events, Torn};
pub use super::wire::Dialect;
use super::wire::{Answer, Shape, Slip, body, error_message, is_context_error};
use super::{Completion, Model, ModelError, Profile, Progress, Request, Secret};

/// The address that is used when none is configured.
pub const DEFAULT_BASE_URL: &str = "https://api.openai.com/v1";

/// Bytes of one answer, and of one event, before it is dropped.
const ANSWER_LIMIT: usize = 4 * 1024 * 1024;

/// The longest wait that a server may ask for between two attempts, in seconds.
const LONGEST_WAIT: u64 = 60;

/// How a server is reached and what it serves.
#[derive(Debug, Clone)]
pub struct Config {
    /// `provider:name` as reports print it.
    pub id: String,
    /// The address before `/chat/completions`, usually ending in `/v1`. May hold `user:password@`, which is used and
    /// never printed.
    pub base_url: String,
    /// The key, when there is one.
    pub key: Option<Secret>,
    /// The model's name, as the server knows it.
    pub model: String,
    /// What can be counted on.
    pub profile: Profile,
    /// Fields beyond the common ones.
    pub dialect: Dialect,
    /// How long a connection may take to come about.
    pub connect: Duration,
    /// How long the server may be silent.
    pub idle: Duration,
    /// Attempts in all, at least 1.
    pub attempts: u32,
    /// A line that starts the server, when it is known, for the message.
    pub start: Option<String>,
}

impl Config {
    /// A server with the usual limits: 10 s to connect, 120 s of silence, 3 attempts.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        base_url: impl Into<String>,
        model: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            base_url: base_url.into(),
            key: None,
            model: model.into(),
            profile: Profile::hosted(),
            dialect: Dialect::Plain,
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(120),
            attempts: 3,
            start: None,
        }
    }
}

/// Waiting between attempts, behind a trait so that tests need not wait.
pub trait Sleep: Send + Sync {
    /// Waits.
    fn sleep(&self, duration: Duration);
}

/// Really waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealSleep;

impl Sleep for RealSleep {
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

/// A failed attempt, and what may be done about it.
struct Fault {
    error: ModelError,
    then: Then,
}

enum Then {
    /// Give up.
    Stop,
    /// Try again after a while; the server may say how long.
    Again(Option<u64>),
    /// The server refused a part of the request, in these words.
    Refused(u16, String),
}

impl From<ModelError> for Fault {
    fn from(error: ModelError) -> Self {
        Self {
            error,
            then: Then::Stop,
        }
    }
}

/// A model behind an OpenAI-compatible server.
pub struct OpenAi {
    config: Config,
    endpoint: reqwest::Url,
    shown: String,
    client: reqwest::Client,
    shape: Mutex<Shape>,
    sleep: Arc<dyn Sleep>,
}

impl std::fmt::Debug for OpenAi {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenAi")
            .field("id", &self.config.id)
            .field("url", &self.shown)
            .finish_non_exhaustive()
    }
}

impl OpenAi {
    /// A model that really waits between attempts. No request is sent yet.
    ///
    /// # Errors
    /// [`ModelError::NoSuchModel`] when the address is none.
    pub fn new(config: Config) -> Result<Self, ModelError> {
        Self::with_sleep(config, Arc::new(RealSleep))
    }

    /// As [`OpenAi::new`], waiting as told.
    ///
    /// # Errors
    /// [`ModelError::NoSuchModel`] when the address is none.
    pub fn with_sleep(config: Config, sleep: Arc<dyn Sleep>) -> Result<Self, ModelError> {
        let base = parse_base(&config.base_url)?;
        let endpoint = extend(&base, "chat/completions");
        let client = client(&endpoint, config.connect)?;
        Ok(Self {
            shown: shown(&base),
            endpoint,
            client,
            shape: Mutex::new(Shape::FULL),
            sleep,
            config,
        })
    }

    fn shape(&self) -> Shape {
        *self.shape.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn attempt(
        &self,
        request: &Request,
        shape: Shape,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, Fault> {
        let mut http = self
            .client
            .post(self.endpoint.clone())
            .header("content-type", "application/json")
            .body(body(
                &self.config.model,
                self.config.dialect,
                request,
                shape,
            ));
        if let Some(key) = &self.config.key {
            http = http.bearer_auth(key.reveal());
        }
        let idle = if shape.stream {
            self.config.idle
        } else {
            self.config.idle * 5
        };
        let mut response = match tokio::time::timeout(idle, http.send()).await {
            Err(_) => return Err(self.stalled(idle, 0).into()),
            Ok(Err(e)) => return Err(self.not_sent(e)),
            Ok(Ok(r)) => r,
        };
        let status = response.status().as_u16();
        if status >= 300 {
            let after = retry_after(&response);
            let (body, _) = self
                .read_whole(&mut response, Vec::new(), idle)
                .await
                .unwrap_or_default();
            return Err(self.refusal(status, after, &body, request));
        }
        let declared = header(&response, "content-type").contains("event-stream");
        let mut head = Vec::new();
        if !declared {
            // Some servers stream under another type; the first bytes tell.
            while head.iter().all(u8::is_ascii_whitespace) {
                match self.next_chunk(&mut response, idle, 0).await? {
                    Some(chunk) => head.extend_from_slice(&chunk),
                    None => break,
                }
            }
        }
        let start = head.trim_ascii_start();
        if declared || start.starts_with(b"data:") || start.starts_with(b":") {
            self.stream(response, &head, idle, request, progress).await
        } else {
            let (body, broken) = self.read_whole(&mut response, head, idle).await?;
            if let Some(error) = broken {
                return Err(Fault {
                    error,
                    then: Then::Again(None),
                });
            }
            let answer =
                Answer::whole(&body).map_err(|slip| self.slipped(slip, &body, 0, request))?;
            let completion = self.completion(answer, request)?;
            progress(Progress::Text(completion.text.clone()));
            Ok(completion)
        }
    }

    /// The next piece of the body, or `None` at its end. A stall is final; a broken connection may be tried again.
    async fn next_chunk(
        &self,
        response: &mut reqwest::Response,
        idle: Duration,
        received: usize,
    ) -> Result<Option<Vec<u8>>, Fault> {
        match tokio::time::timeout(idle, response.chunk()).await {
            Err(_) => Err(self.stalled(idle, received).into()),
            Ok(Err(e)) => Err(Fault {
                error: self.broke_off(received, &root_cause(&e)),
                then: Then::Again(None),
            }),
            Ok(Ok(chunk)) => Ok(chunk.map(|c| c.to_vec())),
        }
    }

    /// The rest of the body after `head`, and how it broke, if it did.
    async fn read_whole(
        &self,
        response: &mut reqwest::Response,
        mut head: Vec<u8>,
        idle: Duration,
    ) -> Result<(Vec<u8>, Option<ModelError>), Fault> {
        loop {
            match self.next_chunk(response, idle, 0).await {
                Ok(Some(chunk)) => head.extend_from_slice(&chunk),
                Ok(None) => return Ok((head, None)),
                Err(Fault {
                    error: error @ ModelError::BrokeOff { .. },
                    ..
                }) => return Ok((head, Some(error))),
                Err(fault) => return Err(fault),
            }
            if head.len() > ANSWER_LIMIT {
                return Err(self.endless().into());
            }
        }
    }

    async fn stream(
        &self,
        mut response: reqwest::Response,
        head: &[u8],
        idle: Duration,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, Fault> {
        let mut events = Events::new(ANSWER_LIMIT);
        let mut answer = Answer::default();
        let mut data = events.feed(head).map_err(|t| self.torn(&t))?;
        // Keep-alives prove that the server lives, not that it works: they count, but not for ever.
        let mut last_text = tokio::time::Instant::now();
        loop {
            for event in data {
                let before = answer.text.len();
                answer.take_event(&event).map_err(|slip| {
                    self.slipped(slip, event.as_bytes(), answer.text.chars().count(), request)
                })?;
                if answer.text.len() > before {
                    last_text = tokio::time::Instant::now();
                    progress(Progress::Text(answer.text[before..].to_owned()));
                }
                if answer.text.len() > ANSWER_LIMIT {
                    return Err(self.endless().into());
                }
            }
            if answer.done {
                break;
            }
            let received = answer.text.chars().count();
            if last_text.elapsed() > idle * 10 {
                return Err(self.stalled(idle * 10, received).into());
            }
            data = match self.next_chunk(&mut response, idle, received).await {
                Ok(Some(chunk)) => events.feed(&chunk).map_err(|t| self.torn(&t))?,
                Ok(None) => {
                    if let Some(event) = events.end() {
                        // Half an event is not an event: what follows decides whether the answer is whole.
                        let before = answer.text.len();
                        let _ = answer.take_event(&event);
                        if answer.text.len() > before {
                            progress(Progress::Text(answer.text[before..].to_owned()));
                        }
                    }
                    break;
                }
                // All of the answer had come; only the farewell is missing.
                Err(_) if answer.finish.is_some() => break,
                Err(fault) => return Err(fault),
            };
        }
        if !answer.done && answer.finish.is_none() {
            let received = answer.text.chars().count();
            let reason = if answer.events == 0 {
                "it closed without one event"
            } else {
                "it closed before the end of the answer"
            };
            return Err(Fault {
                error: self.broke_off(received, reason),
                then: Then::Again(None),
            });
        }
        Ok(self.completion(answer, request)?)
    }

    fn completion(&self, answer: Answer, request: &Request) -> Result<Completion, ModelError> {
        let (completion, finish) = answer.completion(&self.config.model, &request.stop);
        if completion.text.trim().is_empty() {
            return Err(ModelError::Empty {
                model: completion.model,
                finish,
            });
        }
        Ok(completion)
    }

    fn stalled(&self, waited: Duration, received: usize) -> ModelError {
        ModelError::Stalled {
            url: self.shown.clone(),
            seconds: waited.as_secs_f64().ceil() as u64,
            received,
        }
    }

    fn broke_off(&self, received: usize, reason: &str) -> ModelError {
        ModelError::BrokeOff {
            url: self.shown.clone(),
            received,
            reason: printable(reason, self.config.key.as_ref()),
        }
    }

    fn torn(&self, torn: &Torn) -> ModelError {
        match torn {
            Torn::TooLong => self.endless(),
            Torn::NotUtf8 => self.not_json("it is no UTF-8", b""),
        }
    }

    fn endless(&self) -> ModelError {
        ModelError::Endless {
            url: self.shown.clone(),
            limit_mb: (ANSWER_LIMIT / 1024 / 1024) as u64,
        }
    }

    fn not_json(&self, reason: &str, body: &[u8]) -> ModelError {
        let start: String = String::from_utf8_lossy(&body[..body.len().min(400)])
            .chars()
            .take(120)
            .collect();
        let start = self
            .config
            .key
            .as_ref()
            .map_or_else(|| start.clone(), |k| k.redact(&start));
        ModelError::NotJson {
            url: self.shown.clone(),
            reason: printable(reason, self.config.key.as_ref()),
            start: start.escape_debug().to_string(),
        }
    }

    /// The request did not get through, or no answer began.
    fn not_sent(&self, error: reqwest::Error) -> Fault {
        let reason = printable(&root_cause(&error), self.config.key.as_ref());
        if error.is_connect() {
            let reason = if error.is_timeout() {
                format!("no connection within {} s", self.config.connect.as_secs())
            } else {
                reason
            };
            // Where nothing listens on this machine, nothing will in a second.
            let futile = is_loopback(&self.endpoint) && !error.is_timeout();
            return Fault {
                error: ModelError::Refused {
                    url: self.shown.clone(),
                    reason,
                    start: self.config.start.clone(),
                },
                then: if futile {
                    Then::Stop
                } else {
                    Then::Again(None)
                },
            };
        }
        Fault {
            error: self.broke_off(0, &reason),
            then: Then::Again(None),
        }
    }

    /// An HTTP status that is not success.
    fn refusal(&self, status: u16, after: Option<u64>, body: &[u8], request: &Request) -> Fault {
        let key = self.config.key.as_ref();
        let raw = error_message(body);
        let message = printable(&raw, key);
        let message = if message.is_empty() {
            "no explanation".to_owned()
        } else {
            message
        };
        let url = self.shown.clone();
        match status {
            401 | 403 if key.is_none() => ModelError::NoKey { url, status }.into(),
            401 | 403 => ModelError::WrongKey {
                url,
                status,
                message,
            }
            .into(),
            408 | 429 | 500 | 502..=599 => {
                // A used-up quota is not cured by waiting.
                let hopeless =
                    raw.contains("insufficient_quota") || after.is_some_and(|s| s > LONGEST_WAIT);
                Fault {
                    error: ModelError::RateLimited {
                        url,
                        status,
                        attempts: 1,
                        message,
                        retry_after: after,
                    },
                    then: if hopeless {
                        Then::Stop
                    } else {
                        Then::Again(after)
                    },
                }
            }
            413 => self.too_long(message, request).into(),
            400 | 422 if is_context_error(&raw) => self.too_long(message, request).into(),
            404 if raw.to_lowercase().contains("model") => ModelError::NoSuchModel {
                asked: self.config.id.clone(),
                reason: format!("{url} says: {message}"),
                nearest: None,
            }
            .into(),
            400 | 405 | 415 | 422 | 501 => Fault {
                error: ModelError::Server {
                    url,
                    status,
                    message,
                },
                then: Then::Refused(status, raw),
            },
            _ => ModelError::Server {
                url,
                status,
                message,
            }
            .into(),
        }
    }

    /// What came under a status of success is no answer.
    fn slipped(&self, slip: Slip, came: &[u8], received: usize, request: &Request) -> Fault {
        let (words, code) = match slip {
            Slip::Form(reason) => return self.not_json(&reason, came).into(),
            Slip::Error { words, code } => (words, code),
        };
        let message = printable(&words, self.config.key.as_ref());
        if is_context_error(&words) {
            return self.too_long(message, request).into();
        }
        let passing =
            matches!(code, 408 | 429 | 500..=599) || words.to_lowercase().contains("overloaded");
        if received > 0 {
            return Fault {
                error: self.broke_off(received, &words),
                then: if passing {
                    Then::Again(None)
                } else {
                    Then::Stop
                },
            };
        }
        Fault {
            error: ModelError::Server {
                url: self.shown.clone(),
                status: 200,
                message,
            },
            then: if passing {
                Then::Again(None)
            } else {
                Then::Refused(200, words)
            },
        }
    }

    fn too_long(&self, message: String, request: &Request) -> ModelError {
        ModelError::ContextTooLong {
            model: self.config.id.clone(),
            step: request.step.clone(),
            message,
        }
    }
}

impl Model for OpenAi {
    fn id(&self) -> String {
        self.config.id.clone()
    }

    fn profile(&self) -> Profile {
        self.config.profile
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        let runtime = runtime()?;
        let mut attempts = 1;
        loop {
            let shape = self.shape();
            let fault = match runtime.block_on(self.attempt(request, shape, progress)) {
                Ok(completion) => return Ok(completion),
                Err(fault) => fault,
            };
            match fault.then {
                Then::Stop => return Err(counted(fault.error, attempts)),
                Then::Refused(status, message) => {
                    let Some((smaller, what)) = shape.without_refused(status, &message) else {
                        return Err(fault.error);
                    };
                    *self.shape.lock().unwrap_or_else(PoisonError::into_inner) = smaller;
                    progress(Progress::Note(format!(
                        "the server does not take `{what}`; asking without"
                    )));
                }
                Then::Again(after) => {
                    if attempts >= self.config.attempts {
                        return Err(counted(fault.error, attempts));
                    }
                    let wait = after.unwrap_or(4_u64.pow(attempts - 1)).min(LONGEST_WAIT);
                    attempts += 1;
                    progress(Progress::Note(format!(
                        "{}; attempt {attempts} in {wait} s",
                        again(&fault.error)
                    )));
                    self.sleep.sleep(Duration::from_secs(wait));
                }
            }
        }
    }
}

/// What a progress line says of a failed attempt.
fn again(error: &ModelError) -> String {
    match error {
        ModelError::RateLimited { status, .. } => format!("the server answered {status}"),
        ModelError::BrokeOff { received: 0, .. } => {
            "the connection broke before the answer".to_owned()
        }
        ModelError::BrokeOff { received, .. } => {
            format!("the stream broke off after {received} characters; starting the answer again")
        }
        ModelError::Refused { .. } => "no connection".to_owned(),
        other => other.to_string(),
    }
}

/// The error with the number of attempts filled in.
fn counted(error: ModelError, made: u32) -> ModelError {
    match error {
        ModelError::RateLimited {
            url,
            status,
            message,
            retry_after,
            ..
        } => ModelError::RateLimited {
            url,
            status,
            attempts: made,
            message,
            retry_after,
        },
        other => other,
    }
}

fn header(response: &reqwest::Response, name: &str) -> String {
    response
        .headers()
        .get(name)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Seconds that `Retry-After` asks for. Its other form, a date, would need a clock and is passed over.
fn retry_after(response: &reqwest::Response) -> Option<u64> {
    header(response, "retry-after")
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|s| *s >= 0.0)
        .map(|s| s.ceil() as u64)
}

/// The innermost reason of an error: what the system said.
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    // The system's words in the voice of all other messages, without its number.
    let words = cause.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |c| {
        c.to_lowercase().collect::<String>() + chars.as_str()
    })
}

fn parse_base(base: &str) -> Result<reqwest::Url, ModelError> {
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
            printable(url.scheme(), None)
        )));
    }
    Ok(url)
}

/// The address with more path; a query (as some gateways want) stays at the end.
fn extend(base: &reqwest::Url, more: &str) -> reqwest::Url {
    let mut url = base.clone();
    let path = format!("{}/{more}", base.path().trim_end_matches('/'));
    url.set_path(&path);
    url.set_fragment(None);
    url
}

/// The address without user name, password, query and fragment.
fn shown(url: &reqwest::Url) -> String {
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

fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

fn runtime() -> Result<tokio::runtime::Runtime, ModelError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| ModelError::Refused {
            url: "the network".to_owned(),
            reason: e.to_string(),
            start: None,
        })
}

/// Makes ring the process's TLS provider, once; without one a client cannot be built.
pub(super) fn install_tls() {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Fails only when one is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

fn client(url: &reqwest::Url, connect: Duration) -> Result<reqwest::Client, ModelError> {
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
        reason: printable(&root_cause(&e), None),
        start: None,
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
            if body.len() > ANSWER_LIMIT {
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
