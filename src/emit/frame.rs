//! Prompt frames: the built-in ones, the blocks that a recipe overrides, and the prompts of custom steps. Frames are strict:
//! an undefined variable is an error, never an empty string. Source text only ever enters as a value, so nothing in it is read
//! as a template.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Serialize;

use crate::check::steps::Chain;
use crate::emit::special;
use crate::expr::{Fault, Templates, Values, frames};
use crate::resolve::Tongue;

/// The built-in frames, in the order in which they are counted for `galley.lock`.
const NAMES: [&str; 10] = [
    "system", "title", "heading", "section", "meta", "direct", "repair", "expand", "part", "tail",
];

/// The built-in frames of a prompt language: `tongue/name` and text, in a fixed order.
pub fn catalogue(tongue: Tongue) -> impl Iterator<Item = (String, &'static str)> {
    NAMES.into_iter().filter_map(move |name| {
        let text = tongue.catalogue().frame(name)?;
        Some((format!("{}/{name}", tongue.code()), text))
    })
}

fn templates(tongue: Tongue) -> Templates {
    let proven = "the built-in frames parse (a test proves it)";
    let mut all = Templates::new(&[]).expect("nothing to read");
    for (name, text) in catalogue(tongue) {
        all.add(&name, text).expect(proven);
    }
    all
}

static BUILT_IN: LazyLock<Vec<(Tongue, Templates)>> =
    LazyLock::new(|| Tongue::all().map(|t| (t, templates(t))).collect());

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
    /// The built-in ones and the recipe's.
    templates: Cow<'static, Templates>,
}

impl Frames {
    /// The built-in frames in the prompt language, with the blocks and prompts that a recipe brings.
    ///
    /// # Errors
    /// When a template of the recipe cannot be read: `check` reports that first.
    pub fn new(tongue: Tongue, chain: &Chain) -> Result<Self, FrameError> {
        let code = tongue.code();
        let built_in = BUILT_IN.iter().find(|(t, _)| *t == tongue);
        let built_in = built_in.map_or_else(
            || Cow::Owned(templates(tongue)),
            |(_, templates)| Cow::Borrowed(templates),
        );
        if chain.steps.is_empty() && chain.blocks.is_empty() {
            return Ok(Self {
                tongue: code,
                templates: built_in,
            });
        }
        let mut own = built_in.into_owned();
        for frame in NAMES {
            let blocks: Vec<String> = chain
                .blocks
                .iter()
                .filter(|b| b.frame == frame)
                .map(|b| overriding(frame, &b.block, &b.text))
                .collect();
            if !blocks.is_empty() {
                let text = format!("{{% extends \"{code}/{frame}\" %}}{}", blocks.concat());
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
            tongue: code,
            templates: Cow::Owned(own),
        })
    }

    /// Renders a frame.
    ///
    /// # Errors
    /// When a variable is undefined or the fuel runs out.
    pub fn render<V: Serialize>(&self, name: &str, values: &V) -> Result<String, FrameError> {
        let templates = &self.templates;
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
        self.templates
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
        for tongue in Tongue::all() {
            assert_eq!(catalogue(tongue).count(), NAMES.len());
            assert_eq!(tongue.catalogue().frames().count(), NAMES.len());
        }
        let none = std::collections::BTreeMap::<String, String>::new();
        let e = plain(Tongue::of_code("fr").expect("shipped"))
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
        let out = plain(Tongue::default())
            .render(
                "repair",
                &V {
                    faults: vec![hostile],
                },
            )
            .expect("renders");
        assert!(out.contains(hostile));
    }

    /// The blocks that the table names are the blocks that the frames have, in every tongue.
    #[test]
    fn the_table_of_blocks_is_true() {
        for frame in frames::FRAMES {
            for tongue in Tongue::all() {
                let name = format!("{}/{}", tongue.code(), frame.name);
                let (_, text) = catalogue(tongue)
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
        let before = plain(Tongue::default())
            .render("repair", &v)
            .expect("renders");
        let with = |text: &str| {
            let chain = Chain {
                blocks: vec![BlockText {
                    frame: "repair".to_owned(),
                    block: "task".to_owned(),
                    text: text.to_owned(),
                }],
                ..Chain::default()
            };
            Frames::new(Tongue::default(), &chain)
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
