//! OpenAI-compatible chat completions, as JSON and as a stream: OpenAI itself, Ollama, vLLM, llama.cpp servers and the
//! many others that speak it. Only this file and its neighbours know HTTP, TLS or async: `reach` makes connections, `fault`
//! tells what went wrong, `retry` how long to wait.
//!
//! A server is not trusted. Keys and the credentials of an address are taken out of all that it says, before anything is cut,
//! printed or kept: the text of an answer too.
//!
//! TLS is rustls with ring; the root certificates are the operating system's (on Linux `SSL_CERT_FILE` is obeyed).
//! Proxies named in the environment are used, except for loopback addresses. Redirects are not followed: they could
//! carry a key elsewhere.
//! Time limits: connecting 10 s; silence between two pieces of an answer [`Config::idle`]; a whole call [`Config::total`],
//! and what is left of the run. A server that answers in one piece may be silent five times as long. Size limits: an answer
//! `ANSWER_FLOOR` and `TOKEN_LIMIT` for each token that was asked for.

mod fault;
mod reach;
mod retry;

use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use self::fault::{Fault, Faults, Then, root_cause};
pub(super) use self::reach::install_tls;
use self::reach::{client, extend, parse_base, runtime, shown};
pub use self::reach::{printable_url, probe};
pub(super) use self::retry::LONGEST_TOLD;
pub use self::retry::{RealSleep, Sleep};
use self::retry::{Wait, after, again, pause, wait};
use super::error::Address;
use super::sse::Events;
use super::veil::Veil;
pub use super::wire::Dialect;
use super::wire::{Answer, Shape, body};
use super::{Completion, Model, ModelError, Profile, Progress, Request, Secret};

/// The address that is used when none is configured.
pub const DEFAULT_BASE_URL: &str = "https://api.openai.com/v1";

/// Bytes that any answer may have, and any event.
const ANSWER_FLOOR: usize = 256 * 1024;

/// Further bytes for each token that was asked for.
const TOKEN_LIMIT: usize = 64;

/// Bytes that are read of the explanation of an error.
const ERROR_LIMIT: usize = 64 * 1024;

/// How long that explanation may take.
const ERROR_TIME: Duration = Duration::from_secs(5);

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
    /// How long a call may take, all attempts together.
    pub total: Duration,
    /// Attempts in all, at least 1.
    pub attempts: u32,
    /// A line that starts the server, when it is known, for the message.
    pub start: Option<String>,
    /// Where the address was said, for the message.
    pub address: Address,
}

impl Config {
    /// A server with the usual limits: 10 s to connect, 120 s of silence, 30 minutes for a call, 3 attempts.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        base_url: impl Into<String>,
        model: impl Into<String>,
    ) -> Self {
        Self {
            id: super::secret::without_credentials(&id.into()).0,
            base_url: base_url.into(),
            key: None,
            model: model.into(),
            profile: Profile::hosted(),
            dialect: Dialect::Plain,
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(120),
            total: Duration::from_secs(30 * 60),
            attempts: 3,
            start: None,
            address: Address::Environment,
        }
    }
}

/// A model behind an OpenAI-compatible server.
pub struct OpenAi {
    config: Config,
    endpoint: reqwest::Url,
    faults: Faults,
    client: reqwest::Client,
    shape: Mutex<Shape>,
    sleep: Arc<dyn Sleep>,
}

impl std::fmt::Debug for OpenAi {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenAi")
            .field("id", &self.config.id)
            .field("url", &self.faults.url)
            .finish_non_exhaustive()
    }
}

/// One call as it goes on.
struct Call<'a> {
    request: &'a Request,
    shape: Shape,
    /// Bytes that the answer may have.
    limit: usize,
    /// Characters of the answer that have come.
    received: Cell<usize>,
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
            faults: Faults {
                url: shown(&base),
                secrets: secrets(&base, config.key.as_ref()),
            },
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
        call: &Call<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, Fault> {
        let (model, dialect) = (&self.config.model, self.config.dialect);
        let mut http = self
            .client
            .post(self.endpoint.clone())
            .header("content-type", "application/json")
            .body(body(model, dialect, call.request, call.shape));
        if let Some(key) = &self.config.key {
            http = http.bearer_auth(key.reveal());
        }
        let idle = if call.shape.stream {
            self.config.idle
        } else {
            self.config.idle * 5
        };
        let mut response = match tokio::time::timeout(idle, http.send()).await {
            Err(_) => return Err(self.faults.stalled(idle, 0).into()),
            Ok(Err(e)) => return Err(self.faults.not_sent(&e, &self.endpoint, &self.config)),
            Ok(Ok(r)) => r,
        };
        let status = response.status().as_u16();
        if status >= 300 {
            return Err(self.refusal(&mut response, status, call.request).await);
        }
        let declared = header(&response, "content-type")
            .to_ascii_lowercase()
            .contains("event-stream");
        let mut head = Vec::new();
        if !declared {
            // Some servers stream under another type; the first bytes tell.
            while head.iter().all(u8::is_ascii_whitespace) {
                match self.next_chunk(&mut response, idle, 0).await? {
                    Some(chunk) => head.extend_from_slice(&chunk),
                    None => break,
                }
                if head.len() > call.limit {
                    return Err(self.faults.endless(call.limit).into());
                }
            }
        }
        let start = head.trim_ascii_start();
        if declared || start.starts_with(b"data:") || start.starts_with(b":") {
            self.stream(response, &head, idle, call, progress).await
        } else {
            self.whole(response, head, idle, call, progress).await
        }
    }

    /// What a status that is not success means. Its explanation is not waited for as an answer is.
    async fn refusal(
        &self,
        response: &mut reqwest::Response,
        status: u16,
        request: &Request,
    ) -> Fault {
        let to = header(response, "location");
        if status < 400 && !to.is_empty() {
            let to = self.endpoint.join(&to).ok();
            return self.faults.elsewhere(status, to.as_ref()).into();
        }
        let after = self.asked_wait(response);
        let mut said = Vec::new();
        let explained = async {
            while let Ok(Some(chunk)) = response.chunk().await {
                let left = ERROR_LIMIT.saturating_sub(said.len());
                said.extend_from_slice(chunk.get(..left).unwrap_or(&chunk));
                if said.len() >= ERROR_LIMIT {
                    break;
                }
            }
        };
        // What has come by then is all that is told.
        let _ = tokio::time::timeout(ERROR_TIME.min(self.config.idle), explained).await;
        self.faults
            .refusal(status, after, &said, request, &self.config)
    }

    fn asked_wait(&self, response: &reqwest::Response) -> Option<Wait> {
        let (after, date) = (header(response, "retry-after"), header(response, "date"));
        wait(&after, &date, || self.sleep.now())
    }

    /// The next piece of the body, or `None` at its end. A stall is final; a broken connection may be tried again.
    async fn next_chunk(
        &self,
        response: &mut reqwest::Response,
        idle: Duration,
        received: usize,
    ) -> Result<Option<Vec<u8>>, Fault> {
        match tokio::time::timeout(idle, response.chunk()).await {
            Err(_) => Err(self.faults.stalled(idle, received).into()),
            Ok(Err(e)) => Err(Fault {
                error: self.faults.broke_off(received, &root_cause(&e)),
                then: Then::Once,
            }),
            Ok(Ok(chunk)) => Ok(chunk.map(|c| c.to_vec())),
        }
    }

    /// An answer in one piece, of which `head` has come.
    async fn whole(
        &self,
        mut response: reqwest::Response,
        mut head: Vec<u8>,
        idle: Duration,
        call: &Call<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, Fault> {
        while let Some(chunk) = self.next_chunk(&mut response, idle, 0).await? {
            head.extend_from_slice(&chunk);
            if head.len() > call.limit {
                return Err(self.faults.endless(call.limit).into());
            }
        }
        let answer = Answer::whole(&head).map_err(|slip| {
            self.faults
                .slipped(slip, &head, (0, 0), call.request, &self.config)
        })?;
        let completion = self.completion(answer, call.request)?;
        progress(Progress::Text(completion.text.clone()));
        Ok(completion)
    }

    async fn stream(
        &self,
        mut response: reqwest::Response,
        head: &[u8],
        idle: Duration,
        call: &Call<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, Fault> {
        let received = || call.received.get();
        let torn = |t| self.faults.torn(&t, call.limit, received());
        let mut events = Events::new(call.limit);
        let mut answer = Answer::default();
        let mut veil = Veil::new(&self.faults.secrets);
        let mut show = |text: String| {
            if !text.is_empty() {
                progress(Progress::Text(text));
            }
        };
        let mut data = events.feed(head).map_err(torn)?;
        // Keep-alives prove that the server lives, not that it works: they count, but not for ever.
        let mut last_text = Instant::now();
        loop {
            for event in data {
                let before = answer.text.len();
                answer.take_event(&event).map_err(|slip| {
                    let so_far = (answer.events, received());
                    self.faults
                        .slipped(slip, event.as_bytes(), so_far, call.request, &self.config)
                })?;
                let new = answer.text.get(before..).unwrap_or_default();
                if !new.is_empty() {
                    last_text = Instant::now();
                    call.received.set(received() + new.chars().count());
                    show(veil.push(new));
                }
                if answer.text.len() > call.limit {
                    return Err(self.faults.endless(call.limit).into());
                }
            }
            if answer.done {
                break;
            }
            if last_text.elapsed() > idle * 10 {
                return Err(self.faults.stalled(idle * 10, received()).into());
            }
            data = match self.next_chunk(&mut response, idle, received()).await {
                Ok(Some(chunk)) => events.feed(&chunk).map_err(torn)?,
                Ok(None) => {
                    if let Some(event) = events.end() {
                        // Half an event is not an event: what follows decides whether the answer is whole.
                        let before = answer.text.len();
                        let _ = answer.take_event(&event);
                        let new = answer.text.get(before..).unwrap_or_default();
                        show(veil.push(new));
                    }
                    break;
                }
                // All of the answer had come; only the farewell is missing.
                Err(_) if answer.finish.is_some() => break,
                Err(fault) => return Err(fault),
            };
        }
        show(veil.end());
        if !answer.done && answer.finish.is_none() {
            let reason = if answer.events == 0 {
                "it closed without one event"
            } else {
                "it closed before the end of the answer"
            };
            return Err(Fault {
                error: self.faults.broke_off(received(), reason),
                then: Then::Once,
            });
        }
        Ok(self.completion(answer, call.request)?)
    }

    fn completion(&self, answer: Answer, request: &Request) -> Result<Completion, ModelError> {
        let (model, secrets) = (&self.config.model, &self.faults.secrets);
        let (completion, finish) = answer.completion(model, &request.stop, secrets);
        if super::trace::is_blank(&completion.text) {
            return Err(ModelError::Empty {
                model: completion.model,
                finish,
            });
        }
        Ok(completion)
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
        let began = std::time::Instant::now();
        let total = request
            .within
            .map_or(self.config.total, |left| left.min(self.config.total));
        let limit =
            ANSWER_FLOOR.saturating_add((request.max_tokens as usize).saturating_mul(TOKEN_LIMIT));
        let mut attempts = 1;
        let mut once = false;
        loop {
            let call = Call {
                request,
                shape: self.shape(),
                limit,
                received: Cell::new(0),
            };
            let left = total.saturating_sub(began.elapsed());
            let tried = runtime.block_on(async {
                tokio::time::timeout(left, self.attempt(&call, progress)).await
            });
            let fault = match tried {
                Ok(Ok(completion)) => return Ok(completion),
                Ok(Err(fault)) => fault,
                Err(_) => return Err(self.faults.slow(total, call.received.get())),
            };
            let asked = match fault.then {
                Then::Stop => return Err(after(fault.error, attempts)),
                Then::Refused(status, message) => {
                    let Some((smaller, what)) = call.shape.without_refused(status, &message) else {
                        return Err(fault.error);
                    };
                    *self.shape.lock().unwrap_or_else(PoisonError::into_inner) = smaller;
                    progress(Progress::Note(format!(
                        "the server does not take `{what}`; asking without"
                    )));
                    continue;
                }
                Then::Once if once => return Err(after(fault.error, attempts)),
                Then::Once => {
                    once = true;
                    None
                }
                Then::Again(asked) => asked,
            };
            let wait = pause(asked, attempts);
            let left = total.saturating_sub(began.elapsed());
            if attempts >= self.config.attempts || Duration::from_secs(wait) >= left {
                return Err(after(fault.error, attempts));
            }
            attempts += 1;
            progress(Progress::Note(format!(
                "{}; attempt {attempts} in {wait} s",
                again(&fault.error)
            )));
            self.sleep.sleep(Duration::from_secs(wait));
        }
    }
}

/// What must not be printed: the key, and what the address holds of the kind.
fn secrets(base: &reqwest::Url, key: Option<&Secret>) -> Vec<Secret> {
    let mut out: Vec<Secret> = key.into_iter().cloned().collect();
    out.extend(base.password().and_then(Secret::new));
    out.extend(
        base.query_pairs()
            .filter_map(|(_, value)| Secret::new(&value)),
    );
    out
}

fn header(response: &reqwest::Response, name: &str) -> String {
    response
        .headers()
        .get(name)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}
