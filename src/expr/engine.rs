//! The engine behind expressions and templates. Everything is strict: a variable that does not exist is an error, never an
//! empty text. Everything is bounded: fuel pays for each step and for each byte that is made. Texts enter as values, so
//! nothing in them is read as a template.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use super::filters;

/// What one prompt may cost: a million steps, or 64 MB of text.
const PROMPT_FUEL: u64 = 1_000_000;

/// What one expression may cost when it is evaluated once for an article.
const WHOLE_FUEL: u64 = 500_000;

/// What one expression may cost for each sentence, paragraph or section.
const EACH_FUEL: u64 = 50_000;

fn environment(fuel: u64) -> Environment<'static> {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::None);
    env.set_fuel(Some(fuel));
    env.set_recursion_limit(50);
    // Debugging output would hold the values of variables.
    env.set_debug(false);
    filters::install(&mut env);
    env
}

static WHOLE: LazyLock<Environment<'static>> = LazyLock::new(|| environment(WHOLE_FUEL));
static EACH: LazyLock<Environment<'static>> = LazyLock::new(|| environment(EACH_FUEL));

/// Why a template or an expression could not be read or evaluated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Fault {
    /// The reason, as a lowercase fragment.
    pub reason: String,
    /// Which bytes of the template or expression it is about, when that is known.
    pub range: Option<Range<usize>>,
    /// Whether the kinds of values were wrong: a fault of the text, not of the article.
    pub of_kind: bool,
}

impl Fault {
    pub(super) fn of(e: &Error) -> Self {
        let reason = match e.kind() {
            ErrorKind::OutOfFuel => "it takes too much work".to_owned(),
            ErrorKind::UndefinedError => {
                let detail = e.detail().unwrap_or("");
                if detail.is_empty() {
                    "a value does not exist".to_owned()
                } else {
                    format!("a value does not exist: {detail}")
                }
            }
            kind => e.detail().map_or_else(|| kind.to_string(), str::to_owned),
        };
        Self {
            reason,
            range: e.range(),
            of_kind: matches!(
                e.kind(),
                ErrorKind::InvalidOperation
                    | ErrorKind::TooManyArguments
                    | ErrorKind::MissingArgument
                    | ErrorKind::UnknownFilter
                    | ErrorKind::UnknownTest
                    | ErrorKind::UnknownFunction
                    | ErrorKind::UnknownMethod
                    | ErrorKind::NonPrimitive
                    | ErrorKind::NonKey
                    | ErrorKind::CannotUnpack
            ),
        }
    }
}

/// The variables of one evaluation.
#[derive(Debug, Clone, Default)]
pub struct Values(BTreeMap<String, Value>);

impl Values {
    /// No variables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a variable.
    pub fn set<V: Serialize>(&mut self, name: &str, value: &V) {
        self.0.insert(name.to_owned(), Value::from(Serde(value)));
    }

    /// Whether there is a variable of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The same variables and one more.
    #[must_use]
    pub fn with<V: Serialize>(&self, name: &str, value: &V) -> Self {
        let mut out = self.clone();
        out.set(name, value);
        out
    }

    fn value(&self) -> Value {
        Value::from(self.0.clone())
    }
}

/// What an expression came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// True or false.
    Is(bool),
    /// Something else, which is neither.
    Other(&'static str),
}

/// A compiled expression.
pub struct Expression {
    text: String,
    each: bool,
    compiled: minijinja::Expression<'static, 'static>,
}

impl std::fmt::Debug for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Expression")
            .field("text", &self.text)
            .field("each", &self.each)
            .finish_non_exhaustive()
    }
}

impl Expression {
    /// Compiles an expression. `each` says that it is evaluated many times for one article, each time with less fuel.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn compile(text: &str, each: bool) -> Result<Self, Fault> {
        let env: &'static Environment<'static> = if each { &EACH } else { &WHOLE };
        let compiled = env
            .compile_expression_owned(text.to_owned())
            .map_err(|e| Fault::of(&e))?;
        Ok(Self {
            text: text.to_owned(),
            each,
            compiled,
        })
    }

    /// The expression as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Evaluates it.
    ///
    /// # Errors
    /// When a value does not exist, has the wrong kind, or the fuel is used up.
    pub fn eval(&self, values: &Values) -> Result<Answer, Fault> {
        let value = self
            .compiled
            .eval(values.value())
            .map_err(|e| Fault::of(&e))?;
        Ok(match value.kind() {
            ValueKind::Bool => Answer::Is(value.is_true()),
            ValueKind::Undefined => {
                return Err(Fault {
                    reason: "a value does not exist".to_owned(),
                    range: None,
                    of_kind: false,
                });
            }
            ValueKind::Number => Answer::Other("a number"),
            ValueKind::String => Answer::Other("a text"),
            ValueKind::Seq | ValueKind::Iterable => Answer::Other("a list"),
            _ => Answer::Other("neither true nor false"),
        })
    }
}

/// Templates by name, which may extend one another.
#[derive(Debug, Clone)]
pub struct Templates(Environment<'static>);

impl Templates {
    /// Reads templates; later ones may extend earlier ones.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn new(named: &[(&'static str, &'static str)]) -> Result<Self, Fault> {
        let mut env = environment(PROMPT_FUEL);
        for (name, text) in named {
            env.add_template(name, text).map_err(|e| Fault::of(&e))?;
        }
        Ok(Self(env))
    }

    /// The same templates and one more.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        self.0
            .add_template_owned(name.to_owned(), text.to_owned())
            .map_err(|e| Fault::of(&e))
    }

    /// Whether there is a template of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get_template(name).is_ok()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.templates().count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Renders a template.
    ///
    /// # Errors
    /// When a variable does not exist, a value has the wrong kind, or the fuel is used up.
    pub fn render<V: Serialize>(&self, name: &str, values: &V) -> Result<String, Fault> {
        self.0
            .get_template(name)
            .and_then(|t| t.render(Serde(values)))
            .map_err(|e| Fault::of(&e))
    }

    /// Renders a template with variables that were collected.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn render_values(&self, name: &str, values: &Values) -> Result<String, Fault> {
        self.0
            .get_template(name)
            .and_then(|t| t.render(values.value()))
            .map_err(|e| Fault::of(&e))
    }
}
