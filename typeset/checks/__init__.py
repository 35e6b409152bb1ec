"""Rules about editions and set pages, one small module each: values in, findings out."""
