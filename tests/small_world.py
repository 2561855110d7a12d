"""A world small enough to work out by hand."""

RESIDENTS = """
    home    neighbourhood  origin     origin_18    people
    PC1011  BU03630000     dutch      netherlands  3
    PC1011  BU03630000     turkish    turkey       1
    PC1012  BU03630001     dutch      netherlands  2
    PC1012  BU03630001     turkish    turkey       2
    PC1012  BU03630001     moroccan   morocco      4
    PC1181  -              dutch      netherlands  5
    PC1311  -              dutch      netherlands  9
    PC1311  -              western    belgium      1
"""
PUPILS = """
    home    school  municipality  origin   people
    PC1011  A       GM0363        dutch    1
    PC1012  A       GM0363        turkish  1
    PC1311  B       GM0034        dutch    4
"""
