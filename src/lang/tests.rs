//! What every language must hold to.

use super::*;

#[test]
fn lists_are_sorted_lowercase_and_straight() {
    for lang in TABLE {
        let pack = lang.pack();
        for (name, list, least) in [
            ("abbreviations", pack.abbreviations, 40),
            ("final abbreviations", pack.final_abbreviations, 3),
            ("number abbreviations", pack.number_abbreviations, 5),
            ("elisions", pack.elisions, 0),
            ("function words", pack.function_words, 150),
            ("titles", pack.titles, 60),
            ("words that are no names", pack.not_names, 60),
            ("demonyms", pack.demonyms, 50),
            ("name links", pack.name_links, 10),
            ("percent words", pack.percent_words, 2),
            ("speech verbs", pack.speech_verbs, 60),
            ("pronouns of reports", pack.quoting.pronouns, 5),
            ("auxiliaries of reports", pack.quoting.auxiliaries, 3),
            ("helpers of reports", pack.quoting.helpers, 1),
            ("asides", pack.quoting.asides, 0),
            ("sources of reports", pack.quoting.sources, 1),
            ("articles", pack.quoting.articles, 10),
            ("prepositions of reports", pack.quoting.prepositions, 15),
            ("times of reports", pack.quoting.times, 30),
            ("feminine words", pack.quoting.feminine, 5),
            ("masculine words", pack.quoting.masculine, 5),
            ("negations", pack.quoting.negations, 10),
            ("turns", pack.quoting.turns, 5),
            ("chat openings", pack.chat_openings, 30),
            ("chat closings", pack.chat_closings, 30),
            ("self references", pack.self_references, 30),
            ("apologies", pack.refusals.apologies, 15),
            ("inabilities", pack.refusals.inabilities, 10),
            ("acts of a refusal", pack.refusals.acts, 20),
            ("pointers of a refusal", pack.refusals.pointers, 10),
            ("placeholder words", pack.placeholder_words, 30),
            ("words never last", pack.never_last, 30),
            ("words that may end", pack.may_end, 15),
            ("clause words", pack.clause_words, 15),
            ("determiners", pack.determiners, 10),
            ("coordinators", pack.coordinators, 3),
            ("auxiliaries", pack.auxiliaries, 15),
            ("verb endings", pack.verb_endings, 1),
            ("transitions", pack.transitions, 80),
        ] {
            let code = lang.code();
            assert!(list.len() >= least, "{code} {name}: {} entries", list.len());
            for pair in list.windows(2) {
                assert!(
                    pair[0] < pair[1],
                    "{code} {name}: {pair:?} out of order or twice"
                );
            }
            for entry in list {
                assert_eq!(entry.to_lowercase(), *entry, "{code} {name}");
                assert!(
                    !entry.contains(['’', '‘', '\u{a0}', '\u{202f}']),
                    "{code} {name}: {entry}"
                );
                assert_eq!(entry.trim(), *entry, "{code} {name}");
                assert!(
                    !entry.is_empty() && !entry.ends_with('.'),
                    "{code} {name}: {entry}"
                );
            }
        }
    }
}

#[test]
fn the_words_of_furniture_are_sorted_too() {
    for lang in TABLE {
        for (name, list) in lang.pack().furniture.lists() {
            assert!(list.is_sorted(), "{}: {name}", lang.code());
        }
    }
}

#[test]
fn the_words_of_the_desk_are_sorted_too() {
    for lang in TABLE {
        for (name, list) in lang.pack().desk.lists() {
            assert!(!list.is_empty(), "{} {name}", lang.code());
            let sorted = list.windows(2).all(|p| p[0] < p[1]);
            assert!(sorted, "{} {name} is out of order", lang.code());
        }
    }
}

#[test]
fn abbreviations_are_in_one_list_only() {
    for lang in TABLE {
        let pack = lang.pack();
        for entry in pack.abbreviations {
            assert!(!pack.final_abbreviations.contains(entry), "{entry}");
            assert!(!pack.number_abbreviations.contains(entry), "{entry}");
        }
    }
}

#[test]
fn number_words_and_months_are_whole() {
    for lang in TABLE {
        let pack = lang.pack();
        assert!(pack.number_words.windows(2).all(|p| p[0].0 < p[1].0));
        for value in [0.0, 7.0, 16.0, 20.0, 60.0, 100.0, 1e3, 1e6, 1e9] {
            assert!(
                pack.number_words.iter().any(|w| (w.1 - value).abs() < 0.5),
                "{} has no word for {value}",
                lang.code()
            );
        }
        assert_eq!(pack.months.len(), 12);
        assert!(pack.months.iter().all(|m| pack.not_names.contains(m)));
        assert!(!pack.group_marks.contains(&pack.decimal_mark));
    }
}

#[test]
fn languages_are_found_by_code() {
    assert_eq!(Lang::from_code("fr"), Some(Lang::FR));
    assert_eq!(Lang::from_code("xx"), None);
    assert_eq!(format!("{:?}", Lang::EN), "en");
}
