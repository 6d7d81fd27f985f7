"""Findings about files, their grammar and the shape of single records."""

from __future__ import annotations

from collections.abc import Mapping

from missionlab.strategy.catalogue_entry import ERROR, WARNING, Entry

_REST_IS_READ = "Nothing in this part can be used; everything else is still read."
_LEFT_OUT = "The record cannot be used as it stands, so it is left out of every result."

READING: Mapping[str, Entry] = {
    # The files themselves.
    "file-unreadable": Entry(
        ERROR, "A file cannot be opened.", _REST_IS_READ, "Check that the file exists and may be read."
    ),
    "file-outside": Entry(
        ERROR,
        "A file in the folder is a link to somewhere outside it.",
        "A strategy must be complete in its folder, and must not pull in files that its reader has not seen.",
        "Replace the link with a copy of the file.",
    ),
    "file-too-large": Entry(
        ERROR, "A file is too large.", _REST_IS_READ, "Move long lists into CSV files beside strategy.yaml."
    ),
    "file-encoding": Entry(
        ERROR,
        "A file is not text in UTF-8.",
        "Letters outside English may be garbled, so the records on these lines are left out.",
        "Save the file again with the encoding UTF-8 (in Excel: 'CSV UTF-8').",
    ),
    "file-character": Entry(
        ERROR,
        "A file contains a character that is no text.",
        "It is invisible and usually a sign of a damaged or binary file. The record is left out.",
        "Delete the character, or type the line again.",
    ),
    "file-unknown": Entry(
        WARNING,
        "A CSV file has a name that says nothing about what is in it, so it is not read.",
        "Its rows are in no result.",
        "Name it after the list it continues, such as observations.csv or projects.csv.",
    ),
    # YAML.
    "yaml-syntax": Entry(
        ERROR,
        "The text is not valid YAML here.",
        "The record around this place cannot be read; everything else still is.",
        "Compare the line and the one above it with a record that works: indentation, colons, quotation marks.",
    ),
    "yaml-too-deep": Entry(
        ERROR,
        "Lists or keys are nested far deeper than any record is.",
        "No record is that deep, so this is no strategy, or a bracket was never closed.",
        "Close the bracket, or write the record without brackets.",
    ),
    "yaml-alias": Entry(
        ERROR,
        "An anchor (&name) or alias (*name) is used.",
        "Aliases hide where a fact stands and can blow a small file up without limit, so they are not read.",
        "Write the value out. A text that begins with & or * goes in quotation marks.",
    ),
    "yaml-tag": Entry(
        ERROR,
        "A tag (!name) is used.",
        "Tags can ask a program to run code, so they are not read.",
        "Delete the tag. A text that begins with ! goes in quotation marks.",
    ),
    "yaml-duplicate-key": Entry(
        ERROR,
        "The same key stands twice in one record.",
        "It is not clear which of the two is meant.",
        "Keep one of them.",
    ),
    "yaml-key": Entry(
        ERROR, "A key is not a plain word.", _LEFT_OUT, "Write the key as a word followed by a colon, such as 'name:'."
    ),
    "yaml-documents": Entry(
        ERROR,
        "The file holds several documents, separated by '---'.",
        "Only the first is read.",
        "Delete the line '---', or move what follows into another strategy's folder.",
    ),
    # CSV files and workbooks.
    "csv-syntax": Entry(
        ERROR,
        "A row is not well-formed CSV.",
        "Where its values begin and end is not clear, so the row is left out.",
        "Put a text with separators, quotes or line breaks in quotes, and double the quotes inside it.",
    ),
    "unknown-column": Entry(
        ERROR,
        "A column has no name, or the name of no field.",
        "Its values are in no result.",
        "Correct the name of the column, or delete the column.",
    ),
    "repeated-column": Entry(
        ERROR,
        "Two columns have the same name.",
        "It is not clear which of the two holds the value; the first is read.",
        "Keep one of them.",
    ),
    "surplus-cells": Entry(
        ERROR,
        "A row has more values than there are named columns.",
        "This value, and perhaps those before it, belong to no known field, so the record is left out.",
        "Put a text that contains the separator in quotes, or delete the surplus value.",
    ),
    "unknown-sheet": Entry(
        ERROR, "There is no list with the name of this sheet.", "Its rows are in no result.", "Correct the name."
    ),
    "merged-cells": Entry(
        ERROR,
        "Cells are merged.",
        "A merged cell hides which rows and fields its value belongs to.",
        "Unmerge the cells, and write the value into every row that it belongs to.",
    ),
    "formula": Entry(
        ERROR,
        "A cell holds a formula.",
        "Formulas are not evaluated, so that what is read is what somebody wrote and no file can run anything.",
        "Write the value: copy the cell and paste its value only.",
    ),
    "error-cell": Entry(
        ERROR,
        "A cell holds an error such as #REF!.",
        "What should have stood there is not known, so the record is left out.",
        "Write the value, or leave the cell blank.",
    ),
    "macros": Entry(
        WARNING,
        "A workbook carries macros.",
        "They are not run, so what they would compute is in no result.",
        "Save it as an XLSX workbook without macros.",
    ),
    "external-links": Entry(
        WARNING,
        "A workbook refers to other files or to data connections.",
        "They are not opened; only values that stand in its cells are read.",
        "Break the links, and keep the values.",
    ),
    "repeated-strategy": Entry(
        ERROR,
        "The sheet 'strategy' has more than one row.",
        "A workbook holds one strategy; the first row is read.",
        "Keep one row, and put the other strategy into a workbook of its own.",
    ),
    # The shape of a record.
    "strategy-missing": Entry(
        ERROR,
        "There is no usable record 'strategy' that says what the strategy is.",
        "Results need a name and an id to stand under; the name of the file is used instead.",
        "Begin the file with 'strategy:' and give it an 'id' and a 'name'.",
    ),
    "wrong-shape": Entry(
        ERROR,
        "A list stands where a record is needed, or a record where a list is needed.",
        _REST_IS_READ,
        "Begin each record of a list with '- ' and write its fields as 'key: value'.",
    ),
    "unknown-list": Entry(
        ERROR,
        "There is no list with this name.",
        "Its records are in no result.",
        "Correct the name, or delete the list.",
    ),
    "unknown-key": Entry(
        ERROR,
        "A record has a field that does not exist.",
        "A misspelt field would be silently ignored, so the record is left out until it is clear what is meant.",
        "Correct the name of the field, or delete it.",
    ),
    "missing-field": Entry(ERROR, "A field that the record needs is missing.", _LEFT_OUT, "Add the field."),
    "wrong-word": Entry(
        ERROR, "A field that takes one of a few words has another.", _LEFT_OUT, "Use one of the words that it takes."
    ),
    "wrong-value": Entry(
        ERROR, "A value is not of the kind that the field takes.", _LEFT_OUT, "Write a value that the field takes."
    ),
    "left-out-with-it": Entry(
        WARNING,
        "Other records cannot be used without one that has errors, and are left out with it.",
        "They are in no result until that record is mended.",
        "Mend the errors of this record first.",
    ),
}
