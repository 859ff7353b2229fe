//! Prompt frames: the built-in ones, the blocks that a recipe overrides, and the prompts of custom steps. Frames are strict:
//! an undefined variable is an error, never an empty string. Source text only ever enters as a value, so nothing in it is read
//! as a template.

use std::sync::LazyLock;

use serde::Serialize;

use crate::check::steps::Chain;
use crate::emit::special;
use crate::expr::{Fault, Templates, Values, frames};
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
    "system", "title", "heading", "section", "meta", "direct", "repair", "expand", "part", "tail",
];

/// The built-in frames of a prompt language (`fr`, `en`): name and text, in a fixed order.
pub fn catalogue(tongue: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FRAMES
        .iter()
        .copied()
        .filter(move |(name, _)| name.split('/').next() == Some(tongue))
}

static BUILT_IN: LazyLock<Templates> = LazyLock::new(|| {
    Templates::new(FRAMES)
        .unwrap_or_else(|e| unreachable!("the built-in frames parse (a test proves it): {e}"))
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

impl FrameError {
    fn of(frame: &str, fault: Fault) -> Self {
        Self {
            frame: frame.to_owned(),
            reason: fault.reason,
        }
    }
}

/// The frames of one recipe.
#[derive(Debug, Clone)]
pub struct Frames {
    tongue: &'static str,
    /// The built-in ones and the recipe's; `None` when the recipe has none of its own.
    own: Option<Templates>,
}

impl Frames {
    /// The built-in frames in the prompt language, with the blocks and prompts that a recipe brings.
    ///
    /// # Errors
    /// When a template of the recipe cannot be read: `check` reports that first.
    pub fn new(tongue: Tongue, chain: &Chain) -> Result<Self, FrameError> {
        let tongue = match tongue {
            Tongue::Fr => "fr",
            Tongue::En => "en",
        };
        if chain.steps.is_empty() && chain.blocks.is_empty() {
            return Ok(Self { tongue, own: None });
        }
        let mut own = BUILT_IN.clone();
        for (name, _) in FRAMES {
            let Some(frame) = name.strip_prefix(&format!("{tongue}/")) else {
                continue;
            };
            let blocks: Vec<String> = chain
                .blocks
                .iter()
                .filter(|b| b.frame == frame)
                .map(|b| overriding(frame, &b.block, &b.text))
                .collect();
            if !blocks.is_empty() {
                let text = format!("{{% extends \"{name}\" %}}{}", blocks.concat());
                let own_name = format!("own/{frame}");
                own.add(&own_name, &text)
                    .map_err(|f| FrameError::of(frame, f))?;
            }
        }
        for step in &chain.steps {
            own.add(&format!("step/{}", step.name), &step.prompt)
                .map_err(|f| FrameError::of(&step.name, f))?;
        }
        Ok(Self {
            tongue,
            own: Some(own),
        })
    }

    fn templates(&self) -> &Templates {
        self.own.as_ref().unwrap_or(&BUILT_IN)
    }

    /// Renders a frame.
    ///
    /// # Errors
    /// When a variable is undefined or the fuel runs out.
    pub fn render<V: Serialize>(&self, name: &str, values: &V) -> Result<String, FrameError> {
        let templates = self.templates();
        let own = format!("own/{name}");
        let frame = if templates.has(&own) {
            own
        } else {
            format!("{}/{name}", self.tongue)
        };
        templates
            .render(&frame, values)
            .map(|s| special::plain(s.trim()).into_owned())
            .map_err(|f| FrameError::of(name, f))
    }

    /// Renders the prompt of a custom step.
    ///
    /// # Errors
    /// When a value does not exist (a field that a JSON answer lacks) or the fuel runs out.
    pub fn prompt(&self, step: &str, values: &Values) -> Result<String, FrameError> {
        self.templates()
            .render_values(&format!("step/{step}"), values)
            .map(|s| special::plain(s.trim()).into_owned())
            .map_err(|f| FrameError::of(step, f))
    }
}

/// A block of a child template. What the author wrote stands on lines of its own, as the block did.
fn overriding(frame: &str, block: &str, text: &str) -> String {
    let text = text.trim();
    let lead = frames::frame(frame)
        .and_then(|f| f.block(block))
        .map_or("\n", |b| b.lead);
    // What the block held brings its own line breaks; an empty text takes the block out, breaks and all.
    let inherits = text.starts_with("{{ super() }}") || text.starts_with("{{super()}}");
    let lead = if text.is_empty() || inherits {
        ""
    } else {
        lead
    };
    format!("{{% block {block} %}}{lead}{text}{{% endblock %}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::steps::BlockText;

    fn plain(tongue: Tongue) -> Frames {
        Frames::new(tongue, &Chain::default()).expect("no templates to read")
    }

    #[test]
    fn frames_parse_and_are_strict() {
        assert_eq!(BUILT_IN.len(), FRAMES.len());
        let none = std::collections::BTreeMap::<String, String>::new();
        let e = plain(Tongue::Fr)
            .render("title", &none)
            .expect_err("undefined variables are errors");
        assert!(e.reason.contains("does not exist"), "{e}");
    }

    #[test]
    fn text_is_data() {
        #[derive(Serialize)]
        struct V<'a> {
            faults: Vec<&'a str>,
        }
        let hostile = "{{ 7 * 7 }} {% raw %}";
        let out = plain(Tongue::En)
            .render(
                "repair",
                &V {
                    faults: vec![hostile],
                },
            )
            .expect("renders");
        assert!(out.contains(hostile));
    }

    /// The blocks that the table names are the blocks that the frames have, in both languages.
    #[test]
    fn the_table_of_blocks_is_true() {
        for frame in frames::FRAMES {
            for tongue in ["fr", "en"] {
                let name = format!("{tongue}/{}", frame.name);
                let (_, text) = FRAMES
                    .iter()
                    .find(|(n, _)| *n == name)
                    .expect("a frame of the table has a text");
                let found: Vec<&str> = text
                    .split(" block ")
                    .skip(1)
                    .filter_map(|t| t.split(' ').next())
                    .collect();
                let wanted: Vec<&str> = frame.blocks.iter().map(|b| b.name).collect();
                assert_eq!(found, wanted, "{name}");
            }
        }
    }

    #[test]
    fn a_block_is_overridden_and_the_rest_stays() {
        #[derive(Serialize)]
        struct V {
            faults: Vec<&'static str>,
        }
        let v = V { faults: vec!["a"] };
        let before = plain(Tongue::En).render("repair", &v).expect("renders");
        let with = |text: &str| {
            let chain = Chain {
                blocks: vec![BlockText {
                    frame: "repair".to_owned(),
                    block: "task".to_owned(),
                    text: text.to_owned(),
                }],
                ..Chain::default()
            };
            Frames::new(Tongue::En, &chain)
                .and_then(|f| f.render("repair", &v))
                .expect("renders")
        };
        assert_eq!(
            with("Again."),
            "Your answer does not fit yet:\n- a\n\nAgain."
        );
        assert_eq!(with("{{ super() }} Now."), format!("{before} Now."));
        assert_eq!(with(""), "Your answer does not fit yet:\n- a");
    }
}
