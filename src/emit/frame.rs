//! Prompt frames: the only file that knows minijinja. Frames are strict: an undefined variable is an error, never an empty
//! string. Source text only ever enters as a value, so nothing in it is read as a template.

use std::sync::LazyLock;

use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use crate::resolve::Tongue;

macro_rules! frames {
    ($($name:literal),* $(,)?) => {
        &[$(
            (concat!("fr/", $name), include_str!(concat!("frames/fr/", $name, ".jinja"))),
            (concat!("en/", $name), include_str!(concat!("frames/en/", $name, ".jinja"))),
        )*]
    };
}

/// All built-in frames: `tongue/name` and text.
const FRAMES: &[(&str, &str)] = frames![
    "system",
    "title",
    "heading",
    "section",
    "section-narrow",
    "meta",
    "direct",
    "repair",
    "expand",
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::None);
    env.set_fuel(Some(100_000));
    for (name, text) in FRAMES {
        env.add_template(name, text).unwrap_or_else(|e| {
            unreachable!("the built-in frame {name} parses (a test proves it): {e}")
        });
    }
    env
});

/// Why a frame could not be rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the frame `{frame}` cannot be rendered: {reason}")]
pub struct FrameError {
    /// Which frame.
    pub frame: String,
    /// The template engine's reason.
    pub reason: String,
}

/// Renders a frame in the prompt language.
///
/// # Errors
/// When a variable is undefined or the fuel runs out: a defect of galley for built-in frames.
pub fn render<V: Serialize>(tongue: Tongue, name: &str, values: &V) -> Result<String, FrameError> {
    let dir = match tongue {
        Tongue::Fr => "fr",
        Tongue::En => "en",
    };
    let frame = format!("{dir}/{name}");
    let error = |e: minijinja::Error| FrameError {
        frame: frame.clone(),
        reason: e.to_string(),
    };
    ENVIRONMENT
        .get_template(&frame)
        .map_err(error)?
        .render(minijinja::value::Serde(values))
        .map(|s| s.trim().to_owned())
        .map_err(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_parse_and_are_strict() {
        assert_eq!(ENVIRONMENT.templates().count(), FRAMES.len());
        let e = render(
            Tongue::Fr,
            "title",
            &std::collections::BTreeMap::<String, String>::new(),
        )
        .expect_err("undefined variables are errors");
        assert!(e.reason.contains("undefined"), "{e}");
    }

    #[test]
    fn text_is_data() {
        #[derive(Serialize)]
        struct V<'a> {
            faults: Vec<&'a str>,
        }
        let hostile = "{{ 7 * 7 }} {% raw %}";
        let out = render(
            Tongue::En,
            "repair",
            &V {
                faults: vec![hostile],
            },
        )
        .expect("renders");
        assert!(out.contains(hostile));
    }
}
