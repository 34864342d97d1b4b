//! Whoever can be recognised on a photograph has agreed to be shown. A program cannot see for sure
//! who is on it, so somebody says it of each.

use jiff::ToSpan;

use crate::{
    check::{expiry::SOON, private},
    diag::Report,
    model::{
        Campaign, Holds, Selection,
        picture::{Consent, Photograph},
    },
    say,
};

/// Each photograph states whether people can be recognised; those with people have a consent that
/// holds on the day, and that names nobody.
pub fn check(report: &mut Report, holds: &mut Holds, campaign: &Campaign, selection: &Selection) {
    if campaign.unread.contains(&"content/pictures.yaml") {
        return;
    }
    for (path, Photograph { shown, stated }) in &campaign.photographs {
        let name = path.strip_prefix("content/").unwrap_or(path);
        let Some(statement) = stated else {
            report
                .warning(
                    "picture-people",
                    *shown,
                    say! { vi: "chưa nói ảnh `{name}` có ai nhận ra được không", en: "nobody has said whether people can be recognised on `{name}`" },
                )
                .help(say! { vi: "thêm vào content/pictures.yaml: `{name}: {{ people: none }}`, hoặc `people: yes` và ai đồng ý", en: "add to content/pictures.yaml: `{name}: {{ people: none }}`, or `people: yes` and whose consent there is" });
            continue;
        };
        if let Some(consent) = &statement.consent {
            private::roles_only(report, &consent.from, consent.span);
            private::roles_only(report, &consent.kept, consent.span);
        }
        match &statement.consent {
            _ if !statement.people => {}
            Some(consent) => consented(report, name, consent, selection),
            None => {
                let text = say! { vi: "ảnh `{name}` có người, nhưng chưa có giấy đồng ý", en: "there are people on `{name}` and no consent is on record" };
                let help = say! {
                    vi: "xin chữ ký, rồi ghi `consent: {{ from: …, on: …, kept: … }}`; chưa xin được thì dùng ảnh khác",
                    en: "have it signed, then write `consent: {{ from: …, on: …, kept: … }}`; until then use another picture"
                };
                report.review("consent-missing", statement.span, text).help(help);
                holds.pictures.insert(path.clone());
            }
        }
    }
}

fn consented(report: &mut Report, name: &str, consent: &Consent, selection: &Selection) {
    let (today, span) = (selection.as_of, consent.span);
    if consent.on > today {
        let on = consent.on;
        report.error_with_help(
            "consent-not-yet",
            span,
            say! { vi: "giấy đồng ý cho ảnh `{name}` ghi ngày {on}, chưa đến ngày đó", en: "the consent for `{name}` is dated {on}, which is yet to come" },
            say! { vi: "sửa `on` thành ngày ký", en: "correct `on`: the day it was signed" },
        );
    }
    let Some(until) = consent.until else { return };
    if until < today {
        report.error_with_help(
            "consent-ended",
            span,
            say! { vi: "giấy đồng ý cho ảnh `{name}` đã hết hạn ngày {until}", en: "the consent for `{name}` ended on {until}" },
            say! { vi: "xin lại rồi ghi ngày mới, hoặc thay ảnh khác", en: "ask again and write the new days, or use another picture" },
        );
    } else if until <= today.saturating_add(SOON.days()) {
        report
            .warning(
                "consent-ending",
                span,
                say! { vi: "giấy đồng ý cho ảnh `{name}` hết hạn ngày {until}", en: "the consent for `{name}` ends on {until}" },
            )
            .help(say! { vi: "xin lại từ bây giờ, hoặc chuẩn bị ảnh khác", en: "ask again now, or look for another picture" });
    }
}
