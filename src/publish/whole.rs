//! What is published is whole: everything that it names is there. The rules refuse a text that names
//! what is not, so only a fault of the program comes this far; and then no page, sheet or message is
//! made with a hole in its place.

use crate::{
    diag::{Report, Span},
    model::{Block, Campaign, Lang, cited::Name, cited::each_name},
    say,
};

/// Tells what is named and is not there.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (_, lesson) in campaign.lessons() {
        for (lang, text) in &lesson.texts {
            text.each_name(&mut |name, span| look(report, campaign, lang, name, span));
            let figure = text.figure.path.as_str();
            look(report, campaign, lang, Name::Picture(figure), text.figure.span);
        }
    }
    for ((_, lang), note) in campaign.places.values().flat_map(|place| &place.notes) {
        each_name(&note.blocks, &mut |name, span| look(report, campaign, lang, name, span));
    }
    for (lang, text) in campaign.protocols.values().flat_map(|protocol| &protocol.texts) {
        for blocks in text.parts.values() {
            each_name(blocks, &mut |name, span| look(report, campaign, lang, name, span));
        }
    }
}

fn look(report: &mut Report, campaign: &Campaign, lang: &Lang, name: Name<'_>, span: Span) {
    let help = || {
        say! { vi: "chương trình lẽ ra đã báo điều này từ trước: đây là lỗi của chương trình, hãy báo cho người phụ trách", en: "the program should have told this before: it is at fault, report it" }
    };
    match name {
        Name::Fact(id) | Name::Number(id) => {
            let value = |fact: &crate::model::Fact| {
                !fact.value_in(lang, campaign.first_lang()).trim().is_empty()
            };
            if !campaign.facts.get(id).is_some_and(value) {
                let text = say! { vi: "dữ kiện `{id}` không có giá trị để đăng ({lang})", en: "there is no value of the fact `{id}` to publish ({lang})" };
                report.error_with_help("fact-unknown", span, text, help());
            }
        }
        Name::Protocol(id, audience) => {
            let protocol = campaign.protocols.get(id);
            let steps = protocol.and_then(|protocol| protocol.blocks(lang, audience));
            if steps.is_none_or(<[Block]>::is_empty) {
                let text = say! { vi: "quy trình sơ cứu `{id}` không có bước nào để đăng ({lang})", en: "there are no steps of the protocol `{id}` to publish ({lang})" };
                report.error_with_help("protocol-unknown", span, text, help());
            }
        }
        Name::Picture(path) => {
            if !campaign.pictures.contains_key(path) {
                let text = say! { vi: "không có ảnh `{path}` để đăng", en: "there is no picture `{path}` to publish" };
                report.error_with_help("picture-missing", span, text, help());
            }
        }
        // A link to what is left out is closed.
        Name::Link(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        diag::Sources,
        load::{self, files::Files},
    };

    #[test]
    fn what_is_named_and_not_there_is_reported_before_anything_is_made() {
        let files = Files::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let load = || {
            let (mut report, mut sources) = (Report::new(), Sources::default());
            load::campaign(&mut report, &mut sources, &files).unwrap()
        };
        let told = |spoil: &dyn Fn(&mut Campaign)| {
            let mut campaign = load();
            spoil(&mut campaign);
            let mut report = Report::new();
            check(&mut report, &campaign);
            let mut codes: Vec<_> = report.diagnostics().iter().map(|found| found.code).collect();
            codes.dedup();
            codes
        };
        assert_eq!(told(&|_| {}), [""; 0]);
        let gone = |campaign: &mut Campaign| drop(campaign.protocols.remove("burn"));
        assert_eq!(told(&gone), ["protocol-unknown"]);
        let of_nobody = |campaign: &mut Campaign| {
            let burn = campaign.protocols.get_mut("burn").unwrap();
            burn.texts.values_mut().for_each(|text| text.parts.clear());
        };
        assert_eq!(told(&of_nobody), ["protocol-unknown"]);
        let fact = |campaign: &mut Campaign| drop(campaign.facts.remove("call_ambulance"));
        assert_eq!(told(&fact), ["fact-unknown"]);
        let empty = |campaign: &mut Campaign| {
            campaign.facts.get_mut("call_ambulance").unwrap().value.clear();
        };
        assert_eq!(told(&empty), ["fact-unknown"]);
        assert_eq!(told(&|campaign| campaign.pictures.clear()), ["picture-missing"]);
    }
}
