//! What in a Word file changes the meaning of a text without being a letter of it.

use super::{
    read,
    refused::Refused,
    tests::{document, docx_with, draft, font, item, losses, p, paragraph, r, rest, with},
    title,
};

/// A field without a result, or with one.
fn field(data: &str, code: &str, result: Option<&str>) -> String {
    let separate = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let result = result.map(|result| format!("{separate}{}", r("", result))).unwrap_or_default();
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn what_somebody_drew_a_line_through_is_left_out_and_told() {
    let all = paragraph(&[
        r("", "Khi bị bỏng: "),
        r("<w:strike/>", "bôi kem "),
        r("<w:strike/><w:b/>", "đánh răng"),
        r("", " xả nước mát"),
        r("<w:dstrike/>", ", gọi hàng xóm"),
        r(r#"<w:rStyle w:val="Gach2"/>"#, " và chờ"),
        r(r#"<w:rStyle w:val="Gach"/><w:strike w:val="0"/>"#, " ngay"),
        r("", "."),
    ]);
    assert_eq!(rest(&all), "Khi bị bỏng: xả nước mát ngay.\n");
    let losses = losses(&all);
    let line = "stretches with a line through them, left out: 2 (“bôi kem đánh răng”, “, gọi hàng xóm và chờ”)";
    assert!(losses.contains(line), "{losses}");
}

#[test]
fn what_a_style_draws_a_line_through_is_left_out() {
    let of = |style: &str, runs: &[String]| {
        let all = runs.concat();
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{all}</w:p>"#)
    };
    let crossed = r#"<w:rStyle w:val="Gach2"/>"#;
    let all = [
        of("Bo2", &[r("", "Bôi kem"), r(r#"<w:strike w:val="0"/>"#, "Xả nước mát")]),
        of("Giu", &[r("", "Gọi người lớn"), r(crossed, " và chờ")]),
        // Two lines of a switch are none: Word shows these words as they are.
        of(
            "Bo",
            &[
                r(crossed, "Che vết bỏng"),
                r(r#"<w:rStyle w:val="Gach2"/><w:strike/>"#, " bằng kem"),
            ],
        ),
    ];
    assert_eq!(rest(&all.concat()), "Xả nước mát\n\nGọi người lớn\n\nChe vết bỏng\n");
    let losses = losses(&all.concat());
    let line = "left out: 3 (“Bôi kem”, “và chờ”, “bằng kem”)";
    assert!(losses.contains(line), "{losses}");
}

/// A table in a style: its look, and what its cells hold.
fn table(style: &str, look: &str, rows: &[&[&str]]) -> String {
    let cell = |inner: &&str| format!("<w:tc>{inner}</w:tc>");
    let row =
        |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let grid = "<w:gridCol/>".repeat(rows[0].len());
    let rows: String = rows.iter().map(row).collect();
    format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"#
    )
}

#[test]
fn what_the_style_of_a_table_draws_a_line_through_is_left_out() {
    let words = |text: &str| p("", text);
    let kept = paragraph(&[r(r#"<w:strike w:val="0"/>"#, "Gọi 115")]);
    let inner = table("Luoi", "", &[&[&words("trong"), &words("bảng")]]);
    let boxed = format!(
        "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
        words("Khung")
    );
    let all = table("Bang", "", &[&[&words("Bôi kem"), &kept], &[&inner, &boxed]]);
    let (text, line) = (rest(&all), losses(&all));
    assert!(text.contains("Gọi 115") && text.contains("Khung") && text.contains("trong"), "{text}");
    assert!(!text.contains("Bôi kem"), "{text}");
    assert!(line.contains("stretches with a line through them, left out: 1 (“Bôi kem”)"), "{line}");
    // The paragraphs after it are in no table.
    let after = all + &words("Sau bảng");
    assert!(rest(&after).contains("Sau bảng"), "{}", rest(&after));

    // By the place of a cell: the last row, and every other row of a style that it is based on.
    let rows: Vec<Vec<String>> = ["một", "hai", "ba", "tư"]
        .map(|row| vec![words(&format!("A {row}")), words(&format!("B {row}"))])
        .to_vec();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    for (look, gone) in [
        ("", vec!["hai", "tư"]),
        (r#"<w:tblLook w:val="0040"/>"#, vec!["hai", "tư"]),
        (r#"<w:tblLook w:val="0240"/>"#, vec!["tư"]),
        (r#"<w:tblLook w:lastRow="1" w:noHBand="1" w:noVBand="1"/>"#, vec!["tư"]),
        (r#"<w:tblLook w:firstRow="1" w:noHBand="0"/>"#, vec!["ba"]),
        (r#"<w:tblLook w:noHBand="1"/>"#, vec![]),
    ] {
        let text = rest(&table("Bang2", look, &rows));
        for row in ["một", "hai", "ba", "tư"] {
            let there =
                [format!("A {row}"), format!("B {row}")].iter().all(|cell| text.contains(cell));
            assert_eq!(there, !gone.contains(&row), "{row} by {look}: {text}");
        }
    }
}

#[test]
fn ticks_and_crosses_before_items_are_kept_apart() {
    let all = [p("", "Ở nhà:"), item(6, 0, "Đậy nắp giếng"), item(7, 0, "Nhảy xuống nước")];
    let text = draft(&document(&all.concat())).text;
    assert!(text.contains("{#do}\n\nỞ nhà:\n\n- ✓ Đậy nắp giếng\n\n"), "{text}");
    assert!(text.contains("{#dont}\n\nỞ nhà:\n\n- ✗ Nhảy xuống nước\n\n"), "{text}");
    assert!(losses(&all.concat()).contains("put into the part do or dont with their sign: 2"));
    // Beside each other where they must stay.
    let all = [p("u1", "Khi xảy ra"), item(9, 0, "Kêu to"), item(7, 0, "Nhảy xuống")];
    let text = draft(&document(&all.concat())).text;
    assert!(text.contains("- ✓ Kêu to\n\n* ✗ Nhảy xuống\n"), "{text}");
    let typed = [p("", "✓ Rửa tay"), p("", "☐ Đã rào ao"), p("", "• thường")];
    assert_eq!(rest(&typed.concat()), "- ✓ Rửa tay\n\n* ☐ Đã rào ao\n\n- thường\n");
}

#[test]
fn vietnamese_of_before_unicode_is_converted_by_its_font() {
    let theme = |name: &str| {
        format!(
            r#"<a:theme xmlns:a="a"><a:minorFont><a:latin typeface="{name}"/></a:minorFont></a:theme>"#
        )
    };
    let all = [
        paragraph(&[r("", "Người lớn. "), font(".VnTime", "§Ëy n¾p giÕng, n\u{AD}íc")]),
        paragraph(&[font(".VnTimeH", "®uèi n\u{AD}"), font(".VnTimeH", "íc")]),
        paragraph(&[font("VNI-Times", "nöôùc sa"), font("VNI-Times", "ïch")]),
        p("Cu", "trÎ em"),
        r#"<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:t>ng</w:t><w:softHyphen/><w:t>êi</w:t></w:r></w:p>"#.to_owned(),
    ];
    let wanted = "Người lớn. Đậy nắp giếng, nước\n\nĐUỐI NƯỚC\n\nnước sạch\n\ntrẻ em\n\nngười\n";
    assert_eq!(rest(&all.concat()), wanted);
    let losses = losses(&all.concat());
    assert!(
        losses.contains(
            "stretches in old fonts (TCVN3, VNI), which are Unicode now, so read them over: 5"
        ),
        "{losses}"
    );
    assert!(!losses.contains("letters that no word has"), "{losses}");

    let by_theme = paragraph(&[r(
        r#"<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>"#,
        "trÎ",
    )]);
    let of_theme = with(&by_theme, &[("word/theme/theme1.xml", theme(".VnTime").as_bytes())]);
    assert!(draft(&of_theme).text.contains("\ntrẻ\n"));
    let khmer = read::document(&docx_with(&paragraph(&[font("Limon S1", "kumar")]), &[]), false);
    assert_eq!(khmer.expect_err("no document"), Refused::OldKhmer);
}

#[test]
fn letters_that_no_word_has_are_reported() {
    let all = [p("", "Tr?m Y t? xã"), p("", "Phßng chèng"), p("", "Trạm Y tế ở đâu?")];
    let losses = losses(&all.concat());
    let line = "paragraphs with letters that no word has, perhaps of another encoding, so look at the Word file: 2 (“Tr?m Y t? xã”, “Phßng chèng”)";
    assert!(losses.contains(line), "{losses}");
}

#[test]
fn letters_of_sign_fonts_are_signs() {
    let all = [
        paragraph(&[font("Wingdings", "ü"), r("", " Rửa tay")]),
        paragraph(&[r("", "Nước "), font("Symbol", "£"), r("", " 40 "), font("Symbol", "\u{F0B0}"), r("", "C")]),
        paragraph(&[font("Wingdings", "à"), r("", " Gọi "), font("Wingdings", "1ế")]),
        r#"<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:char="F0FB"/><w:t> xong</w:t></w:r></w:p>"#.to_owned(),
    ];
    let wanted = "- ✓ Rửa tay\n\nNước ≤ 40 °C\n\n→ Gọi □ế\n\n- ☑≥✗ xong\n";
    assert_eq!(rest(&all.concat()), wanted);
    assert!(
        losses(&all.concat()).contains("signs without a letter, written as □, so look at them: 1")
    );
}

#[test]
fn what_a_form_says_is_kept_and_what_nobody_filled_in_is_reported() {
    let check = |state: &str| format!("<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>");
    let list = r#"<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Thôn Một"/><w:listEntry w:val="Thôn Hai"/></w:ddList></w:ffData>"#;
    let control = |properties: &str, text: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            r("", text)
        )
    };
    let all = [
        paragraph(&[
            field(&check(r#"<w:default w:val="1"/>"#), " FORMCHECKBOX ", None),
            r("", " Có nắp"),
        ]),
        paragraph(&[
            field(&check(r#"<w:default w:val="1"/><w:checked w:val="0"/>"#), "FORMCHECKBOX", None),
            r("", " Có rào"),
        ]),
        paragraph(&[field(list, " FORMDROPDOWN ", None), r("", " là nơi họp.")]),
        paragraph(&[
            r("", "Ký hiệu "),
            field("", r" SYMBOL 252 \f Wingdings ", Some("")),
            r("", " đúng."),
        ]),
        paragraph(&[
            control(
                r#"<w14:checkbox xmlns:w14="w14"><w14:checked w14:val="1"/></w14:checkbox>"#,
                "☒",
            ),
            r("", " Đã ký"),
        ]),
        paragraph(&[r("", "Xã "), field("", "MERGEFIELD Ten_xa", Some("«Ten_xa»"))]),
        paragraph(&[r("", "Thôn "), field("", "MERGEFIELD Ten_thon", Some("Lộc An"))]),
        paragraph(&[r("", "Chọn: "), control("<w:showingPlcHdr/>", "Choose an item.")]),
        p("", "Xã «Ten_xa», “«Nước»”"),
        paragraph(&[r("", "Tên: "), field("", "FORMTEXT", Some("\u{2002}\u{2002}"))]),
    ];
    let wanted = "- ☑ Có nắp\n- ☐ Có rào\n\nThôn Hai là nơi họp.\n\nKý hiệu ✓ đúng.\n\n- ☑ Đã ký\n\nXã [Cần viết] chỗ chưa điền (Ten\\_xa)\n\nThôn Lộc An\n\nChọn: [Cần viết] chỗ chưa điền (Choose an item.)\n\nXã «Ten\\_xa», “«Nước»” [Cần viết] chỗ chưa điền (Ten\\_xa)\n\nTên: [Cần viết] chỗ chưa điền\n";
    assert_eq!(rest(&all.concat()), wanted);
    let losses = losses(&all.concat());
    let line = "places that nobody filled in, which say [To write] now: 4 (“Ten_xa”, “Choose an item.”, “Ten_xa”, “…”)";
    assert!(losses.contains(line), "{losses}");
}

#[test]
fn a_number_by_its_place_joins_no_other() {
    let up = |text: &str| r(r#"<w:vertAlign w:val="superscript"/>"#, text);
    let down = |text: &str| r(r#"<w:vertAlign w:val="subscript"/>"#, text);
    let fraction =
        "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>";
    let power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup>";
    let all = [
        paragraph(&[
            r("", "1"),
            up("1"),
            r("", "/"),
            down("2"),
            r("", " mét, 10"),
            up("6"),
            r("", ", m"),
            up("2"),
        ]),
        paragraph(&[r("", "37"), up("o"), r("", "C, CO"), down("2")]),
        paragraph(&[
            r("", "Cho uống "),
            field("", r" EQ \F(1;2) ", None),
            r("", " ly, 1"),
            field("", r"EQ \f(3,7)", None),
        ]),
        format!(
            "<w:p>{}<m:oMath>{fraction}</m:oMath>{}<m:oMath>{power}</m:oMath></w:p>",
            r("", "1"),
            r("", " ly, ")
        ),
    ];
    let wanted = "1¹/₂ mét, 10⁶, m²\n\n37°C, CO₂\n\nCho uống ½ ly, 1 3/7\n\n1½ ly, 10⁶\n";
    assert_eq!(rest(&all.concat()), wanted);
}

#[test]
fn only_a_table_of_contents_is_dropped_and_its_words_are_reported() {
    let toc = |runs: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{runs}</w:p>"#);
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let all = [
        p("TOC1", "MỤC LỤC"),
        toc(&format!("{begin}{}", r("", "Mở đầu 3"))),
        toc(&format!("{}{end}", r("", "Kết 4"))),
        p("TOC1", "Lời nhắn ..... 5"),
        p("TOC1", "Đứng sát con"),
    ];
    assert_eq!(rest(&all.concat()), "Đứng sát con\n");
    let losses = losses(&all.concat());
    let line = "left out since pages make their own: 4 (“MỤC LỤC”, “Mở đầu 3”, “Kết 4”, “Lời nhắn ..... 5”)";
    assert!(losses.contains(line), "{losses}");
}

#[test]
fn numbers_below_a_level_with_words_stand_beside_each_other() {
    let all = [
        item(8, 0, "Phạm vi"),
        item(8, 1, "Các thôn"),
        item(8, 1, "Các trường"),
        item(8, 2, "Mầm non"),
        item(8, 0, "Trách nhiệm"),
    ];
    let wanted = "Điều 1. Phạm vi\n\n- 1.1. Các thôn\n- 1.2. Các trường\n  - Mầm non\n\nĐiều 2. Trách nhiệm\n";
    assert_eq!(rest(&all.concat()), wanted);
    assert!(losses(&all.concat()).contains("items whose bullet is a picture or an unknown sign"));
}

#[test]
fn the_list_beside_a_draft_is_whole() {
    let all: String = (0..30)
        .map(|at| {
            paragraph(&[r("<w:strike/>", &format!("{at} {}", "rất dài ".repeat(20))), r("", "chữ")])
        })
        .collect();
    let draft = draft(&document(&all));
    let whole: String = draft.left.iter().map(|line| line.whole(crate::diag::Tongue::Vi)).collect();
    for at in 0..30 {
        assert!(
            whole.contains(&format!("    “{at} {}”\n", "rất dài ".repeat(20).trim())),
            "{whole}"
        );
    }
    assert!(draft.losses.iter().any(|line| line.en.contains("… (+18)")), "{:?}", draft.losses);
    assert!(draft.text.contains("\nparked: Chữ từ Word"), "{}", draft.text);
}

#[test]
fn an_id_is_made_of_no_line_that_opens_every_paper() {
    let found =
        |body: &str| title::title(&document(body)).map(|found| (found.text, found.doubtful));
    let bold = |text: &str| paragraph(&[r("<w:b/>", text)]);
    let all = [
        p("Tieu", "MỤC LỤC"),
        p("u1", "Phần I"),
        bold("ỦY BAN NHÂN DÂN XÃ LỘC TẤN"),
        bold("PHÒNG TRÁNH RẮN CẮN"),
        bold("I. Vì sao phải cẩn thận"),
    ];
    assert_eq!(found(&all.concat()), Some(("PHÒNG TRÁNH RẮN CẮN".to_owned(), true)));
    assert_eq!(found(&p("u1", "Rắn cắn")), Some(("Rắn cắn".to_owned(), false)));
    assert_eq!(found(&p("u1", "II. Rắn cắn")), Some(("II. Rắn cắn".to_owned(), true)));
    assert_eq!(found(&p("u1", "50 mm")), Some(("Tên trong máy".to_owned(), true)));
}
