//! Values told otherwise, and values that changed: tables of sentences.

use super::moments::wrong_weekday;
use super::multiples::is_changed;
use super::numbers::{is_new, is_small, is_told};
use crate::draft::Draft;
use crate::lang::Lang;

/// The numbers of the source that are lost, and those of the article that are new. `\n` is a line break.
fn read(lang: Lang, source: &str, article: &str) -> (Vec<String>, Vec<String>) {
    let text = |row: &str| Draft::parse(&row.replace("\\n", "\n"), lang);
    let (source, article) = (text(source), text(article));
    let inputs = Draft::parse("", lang);
    let lost = source.numbers().iter();
    let lost = lost.filter(|n| !is_small(n) && !is_told(n, &source, &article));
    let new = article.numbers().iter();
    let new = new.filter(|n| is_new(n, &article, &source, &inputs));
    let wrong = article.numbers().iter();
    let wrong = wrong.filter(|n| wrong_weekday(n, &article, &source).is_some());
    let changed = article.number_asides().iter();
    let changed = changed.filter(|n| is_changed(n, &article, &source));
    (
        lost.map(|n| n.text.clone()).collect(),
        new.chain(wrong)
            .chain(changed)
            .map(|n| n.text.clone())
            .collect(),
    )
}

/// Rows of `source = article` with the same values, or `source ~ article` where the article says less and invents nothing.
fn told(lang: Lang, table: &str) {
    let mut wrong = Vec::new();
    for row in table.lines() {
        let all = row.split_once(" = ");
        let (source, article) = all.or_else(|| row.split_once(" ~ ")).expect("two texts");
        let (lost, new) = read(lang, source, article);
        if !new.is_empty() || all.is_some() && !lost.is_empty() {
            wrong.push(format!("{row}\n  lost {lost:?} new {new:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn changed(lang: Lang, table: &str) {
    let fine = table.lines().filter(|row| {
        let (source, article) = row.split_once(" = ").expect("two texts");
        let (lost, new) = read(lang, source, article);
        lost.is_empty() && new.is_empty()
    });
    let fine: Vec<&str> = fine.collect();
    assert!(fine.is_empty(), "{}", fine.join("\n"));
}

#[test]
fn values_told_otherwise_in_french() {
    told(Lang::FR, include_str!("values/fr-told.txt"));
}

#[test]
fn values_told_otherwise_in_english() {
    told(Lang::EN, include_str!("values/en-told.txt"));
}

#[test]
fn values_changed_in_french() {
    changed(Lang::FR, include_str!("values/fr-changed.txt"));
}

#[test]
fn values_changed_in_english() {
    changed(Lang::EN, include_str!("values/en-changed.txt"));
}

#[test]
fn figures_reckoned_in_french() {
    told(Lang::FR, include_str!("values/fr-reckoned.txt"));
    changed(Lang::FR, include_str!("values/fr-misreckoned.txt"));
}

#[test]
fn figures_reckoned_in_english() {
    told(Lang::EN, include_str!("values/en-reckoned.txt"));
    changed(Lang::EN, include_str!("values/en-misreckoned.txt"));
}

#[test]
fn forms_of_one_value_in_french() {
    told(Lang::FR, include_str!("values/fr-forms.txt"));
    changed(Lang::FR, include_str!("values/fr-misformed.txt"));
}

#[test]
fn forms_of_one_value_in_english() {
    told(Lang::EN, include_str!("values/en-forms.txt"));
    changed(Lang::EN, include_str!("values/en-misformed.txt"));
}
