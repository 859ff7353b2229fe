//! The YAML event stream in our own types. The only file that knows the YAML parser.

use granit_parser::{
    ErrorKind, Event as Raw, Options, Parser, ScalarStyle as RawStyle, StrInput, StructureStyle,
    Tag as RawTag,
};

use crate::span::Span;

/// How deeply lists and mappings may nest. A recipe needs five levels; the limit keeps every later pass recursive and safe.
pub(super) const DEPTH: usize = 32;

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event {
    /// `---`, or the start of the first document.
    Document { span: Span },
    /// A mapping or a list begins; the span covers the bracket in flow style and is empty in block style.
    Open {
        map: bool,
        flow: bool,
        tag: Option<Tag>,
        span: Span,
    },
    /// The innermost one ends; the span covers the bracket in flow style.
    Close { span: Span },
    /// A scalar; the span covers its quotes, but not the header of a block scalar.
    Scalar {
        text: String,
        style: ScalarStyle,
        indent: usize,
        tag: Option<Tag>,
        span: Span,
    },
    /// `*name`.
    Alias { span: Span },
    /// `&name`, on the node begun by the event before.
    Anchor { span: Span },
    /// `# …`.
    Comment { span: Span },
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarStyle {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// `!!str` and the like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// `str`, `int` … when it is one of YAML's own; `None` for any other.
    pub(super) core: Option<String>,
    /// Where it is written.
    pub(super) span: Span,
}

/// What stopped the parser.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    /// Byte offset. What it points at depends on the kind.
    pub(super) at: usize,
    /// The parser's own words, for the faults that have none of ours.
    pub(super) words: String,
}

/// The kinds of fault that get words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// Text after `|` or `>`.
    BlockHeader,
    /// A line of a block scalar that is indented wrongly.
    BlockIndent,
    /// A character that can't begin a plain scalar, or can't occur at all.
    Reserved,
    /// A second `: ` on a line.
    SecondColon,
    /// A line without `: `.
    MissingColon,
    /// A tab where indentation is counted.
    Tab,
    /// A line that is indented like no line above.
    Indent,
    /// A quote that is never closed.
    OpenQuote,
    /// Text after a closing quote.
    AfterQuote,
    /// An escape that is none.
    Escape,
    /// A bracket that is never closed.
    OpenBracket,
    /// A bracket that closes nothing, or another one.
    StrayBracket,
    /// A missing comma in a flow collection.
    FlowSeparator,
    /// Nested too deeply.
    Depth,
    /// `- ` where no list can be.
    Dash,
    /// `&` or `*` without a name.
    AnchorName,
    /// `!` that is no tag.
    Tag,
    /// `%` at the start of a line.
    Directive,
    /// Something else.
    Other,
}

/// The events of one text, with every span moved right by `base`.
pub(super) struct Events<'a> {
    parser: Parser<'a, StrInput<'a>>,
    base: usize,
    end: usize,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str, base: usize) -> Self {
        let options: Options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            max_buffered_comment_events: usize::MAX,
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
        };
        Self {
            parser: Parser::new_from_str_with_options(text, options),
            base,
            end: base + text.len(),
        }
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        let r = span.byte_range().unwrap_or(0..0);
        let at = |o: usize| (o + self.base).min(self.end);
        Span::new(at(r.start), at(r.end))
    }

    fn tag(&self, tag: Option<&RawTag>, span: &granit_parser::Span) -> Option<Tag> {
        let tag = tag?;
        Some(Tag {
            core: tag.core_suffix().map(str::to_owned),
            span: span
                .tag_span()
                .map_or_else(|| self.span(span), |s| self.span(&s)),
        })
    }
}

impl Iterator for Events<'_> {
    type Item = Result<Event, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (event, raw) = match self.parser.next_event()? {
                Ok(pair) => pair,
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(0) + self.base;
                    return Some(Err(Fault {
                        kind: kind(error.kind()),
                        at: at.min(self.end),
                        words: error.info(),
                    }));
                }
            };
            let span = self.span(&raw);
            return Some(Ok(match event {
                Raw::DocumentStart(..) => Event::Document { span },
                Raw::MappingStart(style, _, tag) => Event::Open {
                    map: true,
                    flow: style == StructureStyle::Flow,
                    tag: self.tag(tag.as_deref(), &raw),
                    span,
                },
                Raw::SequenceStart(style, _, tag) => Event::Open {
                    map: false,
                    flow: style == StructureStyle::Flow,
                    tag: self.tag(tag.as_deref(), &raw),
                    span,
                },
                Raw::MappingEnd | Raw::SequenceEnd => Event::Close { span },
                Raw::Scalar(text, style, _, tag) => Event::Scalar {
                    text: text.into_owned(),
                    style: match style {
                        RawStyle::Plain => ScalarStyle::Plain,
                        RawStyle::SingleQuoted => ScalarStyle::Single,
                        RawStyle::DoubleQuoted => ScalarStyle::Double,
                        RawStyle::Literal => ScalarStyle::Literal,
                        RawStyle::Folded => ScalarStyle::Folded,
                    },
                    indent: raw.indent.unwrap_or(0),
                    tag: self.tag(tag.as_deref(), &raw),
                    span,
                },
                Raw::Alias(_) | Raw::UnresolvedAlias(_) => Event::Alias { span },
                Raw::Anchor(..) => Event::Anchor { span },
                Raw::Comment(..) => Event::Comment { span },
                _ => continue,
            }));
        }
    }
}

/// Sorts the parser's many kinds of error into those that get words of their own.
fn kind(kind: &ErrorKind) -> FaultKind {
    use ErrorKind as E;
    match kind {
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => FaultKind::BlockHeader,
        E::InvalidBlockScalarIndent => FaultKind::BlockIndent,
        E::UnexpectedCharacter { .. } | E::PlainScalarStartsWithDashFlowIndicator => {
            FaultKind::Reserved
        }
        E::MappingValueNotAllowed => FaultKind::SecondColon,
        E::SimpleKeyExpected | E::InvalidSimpleKey => FaultKind::MissingColon,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => FaultKind::Tab,
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::MappingKeyNotAllowed
        | E::InvalidFlowScalarIndent
        | E::InvalidQuotedScalarIndent => FaultKind::Indent,
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => FaultKind::OpenQuote,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            FaultKind::AfterQuote
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => FaultKind::Escape,
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::InvalidColonPlacement => FaultKind::OpenBracket,
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => {
            FaultKind::StrayBracket
        }
        E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::FlowMappingValueAdjacentCollection => FaultKind::FlowSeparator,
        E::RecursionLimitExceeded => FaultKind::Depth,
        E::BlockEntryInFlowCollection
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace => FaultKind::Dash,
        E::MissingAnchorOrAliasName => FaultKind::AnchorName,
        E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::UndeclaredTagHandle => FaultKind::Tag,
        E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::InvalidDirectiveTerminator
        | E::MissingYamlVersion
        | E::MissingYamlVersionSeparator
        | E::UnsupportedYamlMajorVersion
        | E::MissingDocumentEndBeforeDirective
        | E::ExpectedDocumentStart
        | E::DuplicateVersionDirective
        | E::DuplicateTagDirective => FaultKind::Directive,
        _ => FaultKind::Other,
    }
}
