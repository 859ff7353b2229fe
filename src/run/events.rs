//! What a run tells whoever watches it. The runner draws nothing; the command line does.

use crate::model::Usage;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<'a> {
    /// The chain was laid out: this many first calls.
    Planned {
        /// Calls of the first pass.
        calls: usize,
    },
    /// A call was sent.
    Asked {
        /// The step's name.
        step: &'a str,
    },
    /// The model said something before or while it answered.
    Note {
        /// The step's name.
        step: &'a str,
        /// A lowercase fragment.
        text: &'a str,
    },
    /// A piece of an answer came.
    Text {
        /// The step's name.
        step: &'a str,
        /// The piece.
        text: &'a str,
    },
    /// A call was answered.
    Answered {
        /// The step's name.
        step: &'a str,
        /// Tokens, when the provider says.
        usage: Option<Usage>,
    },
    /// The draft was validated.
    Validated {
        /// Errors that still stand.
        errors: usize,
        /// Words of the body.
        words: usize,
    },
    /// A rung of the repair ladder was taken.
    Repair {
        /// A lowercase fragment: `asking again for the title: 78 chars, 40..65 wanted`.
        what: &'a str,
    },
}

/// Watches a run. Events come from several threads.
pub trait Events: Sync {
    /// Takes one event.
    fn on(&self, event: &Event<'_>);
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Events for Silent {
    fn on(&self, _: &Event<'_>) {}
}
