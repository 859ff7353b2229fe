//! The model as a whole: structure, spans, properties, snapshots.

use proptest::prelude::*;

use super::*;

const ARTICLE_FR: &str = "---\ntitle: Ports européens : l’UE s’allie\ndescription: \"L’UE lance une alliance.\"\nslug: alliance-ports\n---\n\n# Trafic de drogue : l’UE lance une *alliance* des ports\n\nL’Union européenne a lancé mercredi, à **Anvers**, l’Alliance des ports européens. M. Dupont, directeur du port, s’en félicite.\n\n## Une réponse commune\n\n« Nous faisons équipe », a déclaré la commissaire Ylva Johansson. « Vraiment ? » demanda-t-il.\n\n> Les saisies ont augmenté de 50 % en 2023,\n> soit 2\u{a0}000\u{a0}000 de doses.\n\n## Ce qu’il faut retenir\n\n- Trois ports : Rotterdam, Anvers et Hambourg\n- Un budget de [200 millions d’euros](https://exemple.fr/budget)\n  - dont 1,5 million pour les scanners\n- Un suivi\n\n  chaque année.\n\n| Port | Saisies |\n|---|---|\n| Anvers | 116 t |\n\n```\ncode 42\n```\n\n<!-- une note -->\n\nFin&nbsp;: l&rsquo;été 2024… puis l’hiver.\n";

const ARTICLE_EN: &str = "# EU Launches Ports Alliance\n\nThe European Union launched its \"European Ports Alliance\" in Antwerp on Jan. 24, 2024. It aims to fight drug traffic.\n\n## Why now\n\n“Is it over?” Johansson asked. Mr. Smith of the U.S. Navy said: “We seized $3bn of drugs, i.e. 50 percent more.”\n\n1. Customs officers\n2. Port police, etc.\n\n### Costs\n\nAbout two hundred and five containers were opened at 2:30 p.m. in Rotterdam, e.g. `box-42`.\n";

fn seed() -> String {
    std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/ue-ports.seed.txt"
    ))
    .expect("the seed article")
}

fn snapshot(name: &str, text: &str, lang: Lang) {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/draft"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, Draft::parse(text, lang).outline_text());
    });
}

#[test]
fn outlines() {
    snapshot("seed", &seed(), Lang::FR);
    snapshot("article-fr", ARTICLE_FR, Lang::FR);
    snapshot("article-en", ARTICLE_EN, Lang::EN);
}

#[test]
fn title_sections_and_lede() {
    let draft = Draft::parse(ARTICLE_FR, Lang::FR);
    let title = draft.title().expect("a title");
    assert_eq!(
        title.text,
        "Trafic de drogue : l’UE lance une alliance des ports"
    );
    assert!(title.span.slice(ARTICLE_FR).starts_with("Trafic"));
    assert_eq!(draft.sections().len(), 3);
    assert_eq!(draft.sections()[0].heading, None);
    assert!(draft.sections()[1].heading.is_some());
    assert!(
        draft
            .lede()
            .expect("a lede")
            .plain
            .text
            .starts_with("L’Union")
    );
    assert_eq!(draft.meta("slug").expect("a slug").value, "alliance-ports");
    let at = ARTICLE_FR.find("Rotterdam").expect("there");
    assert_eq!(draft.section_at(at), Some(2));
    assert!(
        draft.blocks()[draft.block_at(at).expect("a block")]
            .plain
            .text
            .contains("Rotterdam")
    );
    let words: usize = (0..3).map(|i| draft.section_words(i)).sum();
    assert_eq!(words, draft.count(Counted::Body));
    assert_eq!(draft.words(Counted::All).count(), draft.count(Counted::All));

    let only = Draft::parse("---\ntitle: Un titre\n---\n## A\n\nTexte ici.", Lang::FR);
    assert_eq!(only.title().map(|t| t.block), Some(None));
    assert_eq!(only.sections().len(), 1);
    assert_eq!(only.section_words(0), 2);
    assert_eq!(only.section_words(7), 0);
}

#[test]
fn a_first_paragraph_may_be_a_headline() {
    let seed = seed();
    let headline = |text: &str| Draft::parse(text, Lang::FR).headline().map(|t| t.text);
    assert!(headline(&seed).is_some_and(|t| t.ends_with("ports européens")));
    assert_eq!(
        headline("Un titre\n\nUn texte."),
        Some("Un titre".to_owned())
    );
    assert_eq!(headline("Un texte.\n\nUn autre."), None);
    assert_eq!(headline("Un titre seul"), None);
    assert_eq!(headline("## Un intertitre\n\nUn texte."), None);
    let draft = Draft::parse("Un titre\n\nUn texte.", Lang::FR);
    assert_eq!(
        draft.lede().map(|b| b.plain.text.as_str()),
        Some("Un texte.")
    );
}

#[test]
fn plain_text_knows_its_place() {
    let text = "Un **mot**, l’[UE](u) &amp; `x.y`\nsuite.";
    let draft = Draft::parse(text, Lang::FR);
    let plain = &draft.blocks()[0].plain;
    assert_eq!(plain.text, "Un mot, l’UE & x.y suite.");
    let span = |piece: &str| {
        let start = plain.text.find(piece).expect(piece);
        plain.span(start, start + piece.len()).slice(text)
    };
    assert_eq!(span("mot"), "mot");
    assert_eq!(span("Un mot"), "Un **mot");
    assert_eq!(span("l’UE"), "l’[UE");
    assert_eq!(span("&"), "&amp;");
    assert_eq!(span("UE & x"), "UE](u) &amp; `x");
    assert_eq!(span("x.y suite"), "x.y`\nsuite");
    assert_eq!(plain.span(0, 9999).slice(text), text);
    let words: Vec<&str> = draft.blocks()[0]
        .words
        .iter()
        .map(|w| w.span.slice(text))
        .collect();
    assert_eq!(words, ["Un", "mot", "l’[UE", "x.y", "suite"]);
}

#[test]
fn byte_order_mark_and_carriage_returns_keep_spans() {
    let text = "\u{FEFF}---\r\ntitle: Été\r\n---\r\n\r\n## Un\r\n\r\nDeux mots\r\nici.\r\n";
    let draft = Draft::parse(text, Lang::FR);
    assert_eq!(
        draft.meta("title").expect("title").value_span.slice(text),
        "Été"
    );
    let last = draft.blocks().last().expect("a block");
    assert_eq!(last.plain.text, "Deux mots ici.");
    assert_eq!(last.words[2].span.slice(text), "ici");
}

#[test]
fn lists_keep_their_items_apart() {
    let draft = Draft::parse("- a\n\n  b\n  - c\n\n  d\n- \n- ![x](y)\n\n> - e", Lang::FR);
    let kinds: Vec<(String, BlockKind)> = draft
        .blocks()
        .iter()
        .map(|b| (b.plain.text.clone(), b.kind))
        .collect();
    let item = |depth| BlockKind::Item {
        ordered: false,
        depth,
    };
    assert_eq!(
        kinds,
        [
            ("a\n\nb".to_owned(), item(0)),
            ("c".to_owned(), item(1)),
            ("d".to_owned(), BlockKind::Paragraph),
            ("e".to_owned(), item(0)),
        ]
    );
}

/// Texts that made other readers slow: each must be read in time in proportion to its length.
#[test]
fn hostile_texts_are_read_in_linear_time() {
    let n = 60_000;
    for piece in [
        "- ", "> ", "«", "»", "\"", "‘", "“ ", ".)", ". (", "a.", "[1]", "`", "*a ", "1 ", "1-",
        "de ", "A ", "A. ", "deux ", "et ", "million ", "1 000 ", ", a", "« a", "a\n- ", "|a",
        "&amp;", "<br>", "’", "a'", "M. ", "\"a\" ", "‘a’ ", "« a.", "`a`", "a-b ", "([",
        "\n\n# a", "l’", "...", "?! ", "« a »,", "\u{301}",
    ] {
        let text = piece.repeat(n / piece.len());
        let begun = std::time::Instant::now();
        let draft = Draft::parse(&text, Lang::FR);
        let _ = draft.summary();
        let took = begun.elapsed();
        assert!(took.as_secs() < 10, "{piece:?} took {took:?}");
    }
}

fn check_invariants(text: &str, lang: Lang) -> Result<(), TestCaseError> {
    let draft = Draft::parse(text, lang);
    let whole = |span: Span| text.get(span.range()).is_some();
    let mut before = 0;
    for block in draft.blocks() {
        prop_assert!(whole(block.span));
        prop_assert!(block.span.start >= before, "blocks are ordered");
        before = block.span.start;
        for (range, span) in block.plain.unchanged() {
            prop_assert_eq!(&block.plain.text[range], span.slice(text));
        }
        let mut end = 0;
        for word in &block.words {
            prop_assert!(word.start >= end && word.end > word.start);
            prop_assert!(whole(word.span) && !word.span.is_empty());
            prop_assert!(block.plain.text.get(word.start..word.end).is_some());
            end = word.end;
        }
        let mut next = 0;
        let mut end = 0;
        for sentence in &block.sentences {
            prop_assert!(whole(sentence.span));
            prop_assert!(sentence.start >= end && sentence.end > sentence.start);
            prop_assert_eq!(sentence.words.start, next);
            prop_assert!(!sentence.words.is_empty());
            for word in &block.words[sentence.words.clone()] {
                prop_assert!(sentence.start <= word.start && word.end <= sentence.end);
            }
            next = sentence.words.end;
            end = sentence.end;
        }
        prop_assert_eq!(next, block.words.len(), "every word is in a sentence");
    }
    let mut next = None;
    for section in draft.sections() {
        prop_assert!(!section.blocks.is_empty() && whole(section.span));
        prop_assert!(next.is_none_or(|n| n == section.blocks.start));
        next = Some(section.blocks.end);
    }
    for quote in draft.quotes() {
        prop_assert!(whole(quote.span) && quote.span.contains(quote.inner));
        prop_assert!(!quote.text.is_empty());
    }
    prop_assert!(draft.unbalanced_quotes().iter().all(|s| whole(*s)));
    for number in draft.numbers() {
        prop_assert!(whole(number.span) && !number.span.is_empty());
        prop_assert!(number.agrees(number));
    }
    for name in draft.names() {
        prop_assert!(whole(name.span) && !name.span.is_empty());
    }
    let _ = draft.outline_text();
    let _ = foreign_paragraphs(&draft, lang);
    let _ = shared_ngrams(&draft, &draft, 3, &[]);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        check_invariants(&text, Lang::FR)?;
    }

    /// Pieces that mean something to the readers, in any order.
    #[test]
    fn any_mixture_of_pieces_is_read(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "\n", "\n\n", "# ", "## ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "```", "`", "**", "_", "[", "](u)", "<b>", "<br>",
            "---\n", "a: b\n", "\r\n", "&eacute;", "&amp;", "\\*", "\u{FEFF}", "\u{a0}", "\u{202f}", " ", "  \n", "\t",
            "« ", " »", "“", "”", "\"", "’", "'", "L’UE", "qu’", "M. ", "J.-P.", "Mr. ", "etc. ", "p. ", "U.S. ", "e\u{301}",
            "10", " 000", ",5", "%", "€", "$", "h", ":30", "12 mars 2024", "March 12, 2024", "deux", "cent", "vingt", "et", "un", "million",
            "XXe", "1er", "Ylva", "Johansson", "de", "von", "port", "dit", ", dit-il", "a déclaré", "…", ". ", "! ", "? ", "(", ")", "-", "–",
            "🚀", "https://a.b/c", "日本",
        ]), 0..40),
        french in any::<bool>(),
    ) {
        let text = pieces.concat();
        check_invariants(&text, if french { Lang::FR } else { Lang::EN })?;
    }
}

/// What is read of a hostile text grows as the text does: blocks, words, sentences, margins and the text kept of each, which is all that
/// the reading allocates.
#[test]
fn reading_grows_with_the_text() {
    let size = |text: &str| {
        let draft = Draft::parse(text, Lang::FR);
        let blocks: usize = draft
            .blocks()
            .iter()
            .map(|b| {
                1 + b.words.len() + b.sentences.len() + b.plain.text.len() + b.plain.runs.len()
            })
            .sum();
        let margins: usize = draft.margins().iter().map(|m| 1 + m.plain.text.len()).sum();
        blocks + margins
    };
    for piece in [
        "[", "*", "<", "{{", "{%", "\"", "- ", "> ", "[^1]", "![", "<a ", "<A>", "</A", "&",
        "e\u{301}", "{#a", ":::\n", "[a](", "`", "1. ", "|", "<!--", "<p>",
    ] {
        let (small, large) = (size(&piece.repeat(2_000)), size(&piece.repeat(8_000)));
        assert!(
            large <= 4 * small + 1_000,
            "{piece:?}: {small}, then {large}"
        );
    }
}

#[test]
fn primes_are_no_quotation_marks() {
    for text in [
        "Antoine Lombard s’impose en 7 h 12'38'' devant T. Nowak, à 6'20''.",
        "He is 6'2'' tall; the board is 12'' wide.",
        "The gap was 47'' at the top.",
    ] {
        let draft = Draft::parse(text, Lang::FR);
        assert!(draft.unbalanced_quotes().is_empty(), "{text}");
    }
    let draft = Draft::parse("It was fine'' and no mark opens it.", Lang::EN);
    assert_eq!(draft.unbalanced_quotes().len(), 1);
}

#[test]
fn brackets_and_houses_speak_for_nobody() {
    for (text, want) in [
        (
            "Cllr Meera Joshi (Priory) said: “Carers are circling for twenty minutes to find a space.”",
            "Meera Joshi",
        ),
        (
            "Professor Anders Thorsby, of the Nordhavn Marine Institute, who was not involved in the work, said: “It is encouraging but local.”",
            "Anders Thorsby",
        ),
    ] {
        let draft = Draft::parse(text, Lang::EN);
        let speaker = draft.quotes().first().and_then(|q| q.speaker.clone());
        assert_eq!(speaker.map(|s| s.text), Some(want.to_owned()), "{text}");
    }
}
