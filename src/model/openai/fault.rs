//! What can go wrong with one attempt: which error it is, in words that hold no key, and whether asking again is right.

use std::time::Duration;

use super::reach::{is_loopback, shown};
use super::retry::{LONGEST_WAIT, Wait};
use super::{Config, Secret};
use crate::model::secret::printable;
use crate::model::sse::Torn;
use crate::model::wire::{Slip, error_message, is_context_error};
use crate::model::{ModelError, Request};

/// Bytes at the beginning of an answer that are looked at for a message.
const START: usize = 16 * 1024;

/// A failed attempt, and what may be done about it.
pub(super) struct Fault {
    pub(super) error: ModelError,
    pub(super) then: Then,
}

pub(super) enum Then {
    /// Give up.
    Stop,
    /// Try again after a while: the server did not begin to work. It may say how long.
    Again(Option<Wait>),
    /// Try again once: the server may have worked on the request, and may be paid for it.
    Once,
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

/// Makes the errors of one model: it knows the address, and what must not be printed.
pub(super) struct Faults {
    pub(super) url: String,
    pub(super) secrets: Vec<Secret>,
}

impl Faults {
    /// What a server said, fit to print.
    pub(super) fn words(&self, text: &str) -> String {
        printable(text, &self.secrets)
    }

    pub(super) fn stalled(&self, waited: Duration, received: usize) -> ModelError {
        ModelError::Stalled {
            url: self.url.clone(),
            seconds: whole_seconds(waited),
            received,
        }
    }

    pub(super) fn slow(&self, waited: Duration, received: usize) -> ModelError {
        ModelError::Slow {
            url: self.url.clone(),
            seconds: whole_seconds(waited),
            received,
        }
    }

    pub(super) fn broke_off(&self, received: usize, reason: &str) -> ModelError {
        ModelError::BrokeOff {
            url: self.url.clone(),
            received,
            reason: self.words(reason),
        }
    }

    pub(super) fn torn(&self, torn: &Torn, limit: usize, received: usize) -> Fault {
        match torn {
            Torn::TooLong => self.endless(limit).into(),
            Torn::NotUtf8 => Fault {
                error: self.broke_off(received, "what came then is no UTF-8"),
                then: Then::Once,
            },
        }
    }

    pub(super) fn endless(&self, limit: usize) -> ModelError {
        ModelError::Endless {
            url: self.url.clone(),
            limit_kb: (limit / 1024) as u64,
        }
    }

    fn not_json(&self, reason: &str, body: &[u8], config: &Config) -> ModelError {
        // Keys go out before anything is cut: half a key would not be known again.
        let body = String::from_utf8_lossy(body.get(..START).unwrap_or(body));
        let start: String = crate::model::secret::withheld(&body, &self.secrets)
            .chars()
            .take(120)
            .collect();
        ModelError::NotJson {
            url: self.url.clone(),
            reason: self.words(reason),
            start: start.escape_debug().to_string(),
            address: config.address,
        }
    }

    /// The request did not get through, or no answer began.
    pub(super) fn not_sent(
        &self,
        error: &reqwest::Error,
        endpoint: &reqwest::Url,
        config: &Config,
    ) -> Fault {
        let reason = self.words(&root_cause(error));
        if error.is_connect() {
            let reason = if error.is_timeout() {
                format!("no connection within {} s", config.connect.as_secs())
            } else {
                reason
            };
            // Where nothing listens on this machine, nothing will in a second.
            let futile = is_loopback(endpoint) && !error.is_timeout();
            return Fault {
                error: ModelError::Refused {
                    url: self.url.clone(),
                    reason,
                    start: config.start.clone(),
                    address: config.address,
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
            then: Then::Once,
        }
    }

    /// An HTTP status that is not success.
    pub(super) fn refusal(
        &self,
        status: u16,
        after: Option<Wait>,
        body: &[u8],
        request: &Request,
        config: &Config,
    ) -> Fault {
        let raw = error_message(body);
        let message = self.words(&raw);
        let message = if message.is_empty() {
            "no explanation".to_owned()
        } else {
            message
        };
        let url = self.url.clone();
        let address = config.address;
        match status {
            401 | 403 if config.key.is_none() => ModelError::NoKey {
                url,
                status,
                address,
            }
            .into(),
            401 | 403 => ModelError::WrongKey {
                url,
                status,
                message,
                address,
            }
            .into(),
            408 | 429 | 500 | 502..=504 | 529 => {
                // A used-up quota is not cured by waiting.
                let hopeless = raw.contains("insufficient_quota")
                    || after.is_some_and(|s| s.seconds > LONGEST_WAIT);
                Fault {
                    error: ModelError::RateLimited {
                        url,
                        status,
                        attempts: 1,
                        message,
                        retry_after: after.map(|w| w.seconds),
                    },
                    then: match status {
                        _ if hopeless => Then::Stop,
                        500 | 502 | 504 => Then::Once,
                        _ => Then::Again(after),
                    },
                }
            }
            413 => self.too_long(message, request, config).into(),
            400 | 422 if is_context_error(&raw) => self.too_long(message, request, config).into(),
            404 if raw.to_lowercase().contains("model") => ModelError::NoSuchModel {
                asked: config.id.clone(),
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

    /// The server sends elsewhere. Nothing is sent there: it could be anybody, and the prompt and the key are not for anybody.
    pub(super) fn elsewhere(&self, status: u16, to: Option<&reqwest::Url>) -> ModelError {
        let to = to.map_or_else(
            || "another address".to_owned(),
            |url| format!("`{}`", self.words(&shown(url))),
        );
        ModelError::Server {
            url: self.url.clone(),
            status,
            message: format!("it sends to {to}, and redirects are not followed"),
        }
    }

    /// What came under a status of success is no answer.
    pub(super) fn slipped(
        &self,
        slip: Slip,
        came: &[u8],
        so_far: (usize, usize),
        request: &Request,
        config: &Config,
    ) -> Fault {
        let (events, received) = so_far;
        let (words, code) = match slip {
            // A stream that began well comes from the right address.
            Slip::Form(reason) if events > 0 => {
                return Fault {
                    error: self.broke_off(
                        received,
                        &format!("an event of the stream is damaged: {reason}"),
                    ),
                    then: Then::Once,
                };
            }
            Slip::Form(reason) => return self.not_json(&reason, came, config).into(),
            Slip::Error { words, code } => (words, code),
        };
        let message = self.words(&words);
        if is_context_error(&words) {
            return self.too_long(message, request, config).into();
        }
        let busy =
            matches!(code, 408 | 429 | 503 | 529) || words.to_lowercase().contains("overloaded");
        let passing = busy || matches!(code, 500 | 502 | 504);
        if received > 0 {
            return Fault {
                error: self.broke_off(received, &words),
                then: if passing { Then::Once } else { Then::Stop },
            };
        }
        Fault {
            error: ModelError::Server {
                url: self.url.clone(),
                status: 200,
                message,
            },
            then: if busy {
                Then::Again(None)
            } else if passing {
                Then::Once
            } else {
                Then::Refused(200, words)
            },
        }
    }

    fn too_long(&self, message: String, request: &Request, config: &Config) -> ModelError {
        ModelError::ContextTooLong {
            model: config.id.clone(),
            step: request.step.clone(),
            message,
        }
    }
}

fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

/// The innermost reason of an error: what the system said.
pub(super) fn root_cause(error: &reqwest::Error) -> String {
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
