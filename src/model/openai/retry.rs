//! Asking again: how long to wait, and what is said meanwhile.

use std::time::{Duration, SystemTime};

use crate::diag::counts::counted;
use crate::model::ModelError;

/// The longest wait that a server may ask for between two attempts, in seconds.
pub(super) const LONGEST_WAIT: u64 = 60;

/// The longest wait that is told in numbers, in seconds: a day.
pub(in crate::model) const LONGEST_TOLD: u64 = 86_400;

/// Waiting between attempts, and the time of day, behind a trait so that tests need not wait.
pub trait Sleep: Send + Sync {
    /// Waits.
    fn sleep(&self, duration: Duration);

    /// The time of day, for a server that names a date and does not say its own.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Really waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealSleep;

impl Sleep for RealSleep {
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

/// What a server asks for: at most [`LONGEST_TOLD`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) seconds: u64,
}

/// What `Retry-After` asks for: seconds, or a date against the server's own `Date`. Nothing for what is neither.
pub(super) fn wait(after: &str, date: &str, now: impl FnOnce() -> SystemTime) -> Option<Wait> {
    let after = after.trim();
    let seconds = if let Ok(seconds) = after.parse::<f64>() {
        if seconds.is_nan() || seconds < 0.0 {
            return None;
        }
        // The cast saturates, also from infinity.
        seconds.ceil() as u64
    } else {
        let until = httpdate::parse_http_date(after).ok()?;
        let from = httpdate::parse_http_date(date.trim()).unwrap_or_else(|_| now());
        let left = until.duration_since(from).unwrap_or_default();
        left.as_secs() + u64::from(left.subsec_nanos() > 0)
    };
    // To be told to come at once, or in the past, says nothing.
    (seconds > 0).then(|| Wait {
        seconds: seconds.min(LONGEST_TOLD),
    })
}

/// The wait before the next attempt when `made` attempts failed, in seconds.
pub(super) fn pause(asked: Option<Wait>, made: u32) -> u64 {
    asked
        .map_or_else(
            || 4_u64.saturating_pow(made.saturating_sub(1)),
            |w| w.seconds,
        )
        .min(LONGEST_WAIT)
}

/// What a progress line says of a failed attempt.
pub(super) fn again(error: &ModelError) -> String {
    match error {
        ModelError::RateLimited { status, .. } => format!("the server answered {status}"),
        ModelError::BrokeOff { received: 0, .. } => {
            "the connection broke before the answer".to_owned()
        }
        ModelError::BrokeOff { received, .. } => {
            format!(
                "the stream broke off after {}; starting the answer again",
                counted(received, "characters")
            )
        }
        ModelError::Refused { .. } => "no connection".to_owned(),
        other => other.to_string(),
    }
}

/// The error with the number of attempts filled in.
pub(super) fn after(mut error: ModelError, made: u32) -> ModelError {
    if let ModelError::RateLimited { attempts, .. } = &mut error {
        *attempts = made;
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_asks_for_is_read_and_bounded() {
        let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let seconds = |after: &str, date: &str| wait(after, date, now).map(|w| w.seconds);
        for (after, wanted) in [
            ("0", None),
            ("7", Some(7)),
            (" 0.2 ", Some(1)),
            ("-5", None),
            ("nan", None),
            ("inf", Some(LONGEST_TOLD)),
            ("-inf", None),
            ("1e300", Some(LONGEST_TOLD)),
            ("99999999999999999999999", Some(LONGEST_TOLD)),
            ("soon", None),
            ("", None),
            // 1994-11-06 08:49:37 is now.
            ("Sun, 06 Nov 1994 08:49:57 GMT", Some(20)),
            ("Sunday, 06-Nov-94 08:49:57 GMT", Some(20)),
            ("Sun Nov  6 08:49:57 1994", Some(20)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", None),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(LONGEST_TOLD)),
            ("Sun, 99 Nov 1994 08:49:57 GMT", None),
        ] {
            assert_eq!(seconds(after, ""), wanted, "{after}");
        }
        // The server's clock counts, not this machine's.
        let date = "Sun, 06 Nov 2044 08:49:37 GMT";
        assert_eq!(seconds("Sun, 06 Nov 2044 08:49:42 GMT", date), Some(5));
    }

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<u64> = (1..6).map(|made| pause(None, made)).collect();
        assert_eq!(pauses, [1, 4, 16, 60, 60]);
        assert_eq!(pause(Some(Wait { seconds: 9 }), 3), 9);
    }
}
