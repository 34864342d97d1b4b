//! Letters of a paragraph as they are stored: form C, one blank between words, neighbours of the
//! same looks joined.

use unicode_normalization::char::is_combining_mark;

use super::block::Run;
use crate::model::fold::nfc;

/// The runs of a paragraph, tidy; a `\n` stays only between words.
pub fn runs(runs: &[Run]) -> Vec<Run> {
    let mut letters: Vec<(char, &Run)> = Vec::new();
    let mut tab_after_digit = false;
    for run in runs {
        for c in run.text.chars() {
            // `12` and `500` in two columns are not `12 500`.
            let is_digit = |c: char| c.is_ascii_digit();
            match c {
                '\t' => tab_after_digit |= letters.last().is_some_and(|(last, _)| is_digit(*last)),
                c if is_digit(c) && std::mem::take(&mut tab_after_digit) => {
                    letters.pop_if(|(last, _)| *last == ' ');
                    letters.extend([(';', run), (' ', run)]);
                }
                c => tab_after_digit &= c.is_whitespace() && c != '\n',
            }
            let c = match c {
                // Only a machine sees them.
                '\u{AD}' | '\u{FEFF}' | '\u{2060}' => continue,
                '\n' | '\u{2028}' | '\u{2029}' | '\u{B}' => '\n',
                c if c.is_whitespace() || c.is_control() => ' ',
                c => c,
            };
            let last = letters.last().map(|(last, _)| *last);
            match (last, c) {
                (None | Some('\n'), ' ' | '\n') | (Some(' '), ' ') => {}
                (Some(' '), '\n') => {
                    letters.pop();
                    letters.push((c, run));
                }
                // A mark belongs to the letter before it, whatever it looks like.
                (Some(_), c) if is_combining_mark(c) => {
                    let owner = letters.last().map_or(run, |(_, owner)| *owner);
                    letters.push((c, owner));
                }
                _ => letters.push((c, run)),
            }
        }
    }
    while letters.last().is_some_and(|(c, _)| c.is_whitespace()) {
        letters.pop();
    }
    let mut tidy: Vec<Run> = Vec::new();
    for (c, of) in letters {
        match tidy.last_mut() {
            Some(open) if same(open, of) => open.text.push(c),
            _ => tidy.push(Run { text: c.to_string(), ..looks(of) }),
        }
    }
    for run in &mut tidy {
        run.text = nfc(&run.text);
    }
    joined(tidy)
}

/// Blanks between two runs of the same looks look like them.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut done: Vec<Run> = Vec::new();
    for run in runs {
        let gap = done.pop_if(|gap| gap.text.trim().is_empty() && !gap.mark);
        let Some(gap) = gap else {
            match done.last_mut() {
                Some(open) if same(open, &run) => open.text.push_str(&run.text),
                _ => done.push(run),
            }
            continue;
        };
        match done.last_mut() {
            Some(open) if same(open, &run) => {
                open.text.push_str(&gap.text);
                open.text.push_str(&run.text);
            }
            _ => {
                done.push(Run { text: gap.text, ..Run::default() });
                done.push(run);
            }
        }
    }
    done
}

fn looks(run: &Run) -> Run {
    Run { text: String::new(), ..run.clone() }
}

fn same(a: &Run, b: &Run) -> bool {
    a.bold == b.bold && a.italic == b.italic && a.link == b.link && a.mark == b.mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_cut_between_runs_are_whole_again() {
        let bold = |text: &str| Run { bold: true, ..Run::plain(text) };
        let all =
            [bold("Ti\u{301}"), Run::plain("\u{323}nh "), bold("\u{A0} e"), bold("m\u{AD}\n")];
        let tidied = runs(&all);
        assert_eq!(tidied, [bold(&nfc("Ti\u{301}\u{323}")), Run::plain("nh "), bold("em")]);
        let gap = [bold("Chú"), Run::plain(" "), bold("ý")];
        assert_eq!(runs(&gap), [bold("Chú ý")]);
        assert_eq!(runs(&[Run::plain("\n a \n\n b \t")]), [Run::plain("a\nb")]);
        let columns = [Run::plain("12\t"), Run::plain("500\tem\t3, a 4")];
        assert_eq!(runs(&columns), [Run::plain("12; 500 em 3, a 4")]);
    }
}
